/**
 * The same things in an order of one's own: whoever stands first on a list gets more dots, so every phone has
 * another first. The order is the same every time for the same person and things.
 */
export const ownOrder = <T extends { id: string }>(things: readonly T[], person: string): T[] =>
  [...things].sort((a, b) => mix(person + a.id) - mix(person + b.id) || a.id.localeCompare(b.id));

/** FNV-1a, 32 bits, stirred once more so that ids that differ in one sign land far apart. */
const mix = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
};
