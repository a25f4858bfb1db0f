/**
 * What only the page is made from. SvelteKit writes all that a page is given into words for the browser's scripts, also for
 * a page that has none, and throws them away: for the largest meeting a tenth of a second in which nobody is
 * served. It passes over what cannot be listed. Only who comes from a page with scripts is sent it as data.
 */
export const forPage = <T>({ isDataRequest }: { isDataRequest: boolean }, all: T): { readonly all: T } =>
  Object.defineProperty({} as { all: T }, 'all', { value: all, enumerable: isDataRequest });
