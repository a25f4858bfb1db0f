/**
 * The id of the n-th form of a page. Every form is a command of its own, but the page is made from one random
 * id, so that server and browser agree on what was drawn.
 */
export const commandIdAt = (seed: string, n: number): string =>
  seed.slice(0, -4) + n.toString(16).padStart(4, '0').slice(-4);
