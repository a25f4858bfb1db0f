const anyHost = 'http://here.invalid';

/**
 * The address to go on to, when it lies on this site; otherwise `fallback`. Somebody may have made the link to
 * a sign-in page in order to lead people somewhere else afterwards.
 */
export const localPath = (wanted: unknown, fallback: string): string => {
  if (typeof wanted !== 'string' || !/^\/(?![/\\])/.test(wanted)) return fallback;
  if (!URL.canParse(wanted, anyHost)) return fallback;
  const url = new URL(wanted, anyHost);
  // Browsers drop tabs and line ends in addresses, so that "/\t/elsewhere" leads elsewhere.
  const isHere = url.origin === anyHost && !url.pathname.startsWith('//');
  return isHere ? url.pathname + url.search + url.hash : fallback;
};
