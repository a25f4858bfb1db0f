import { isIPv6 } from 'node:net';

/**
 * Whom tries are counted for. A household or a phone is given 2^64 addresses of the newer kind at once, so whoever guesses
 * from a new one each time would never be counted: there it is the first half that says who somebody is.
 */
export const networkOf = (address: string): string => {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  return isIPv6(address) ? groupsOf(address).slice(0, 4).join(':') : address;
};

/** All eight groups, also those that `::` stands for. */
const groupsOf = (address: string): string[] => {
  const [head = [], tail = []] = address
    .toLowerCase()
    .split('::')
    .map((half) => half.split(':').filter((group) => group !== ''));
  const left = Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0');
  return [...head, ...left, ...tail].map((group) => group.replace(/^0+(?=.)/, ''));
};
