/** How long the name of a place or a municipality may be, and how many may live there. */
export const placeLimits = { name: 80, population: 2_000_000 } as const;
