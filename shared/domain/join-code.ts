/**
 * The code read aloud in a hall: 7 signs of 28. No vowels, so no word can appear; no 0 or 1, so nobody asks
 * whether it is an O or an I. Shown `BCD-FGHJ`. 33.7 bits: enough with the failure budget at the door.
 */
export const codeAlphabet = 'BCDFGHJKMNPQRSTVWXYZ23456789';
export const codeLength = 7;

/** Makes a code from random bytes (at least 32); bytes that would favour some signs are skipped. */
export const makeCode = (bytes: Uint8Array): string => {
  const fair = Math.floor(256 / codeAlphabet.length) * codeAlphabet.length;
  return [...bytes]
    .filter((b) => b < fair)
    .slice(0, codeLength)
    .map((b) => codeAlphabet[b % codeAlphabet.length])
    .join('');
};

/** Accepts small letters, spaces and hyphens; returns undefined when it cannot be a code. */
export const parseCode = (typed: string): string | undefined => {
  const code = typed.toUpperCase().replace(/[\s\-–—]/g, '');
  return code.length === codeLength && [...code].every((c) => codeAlphabet.includes(c)) ? code : undefined;
};

/** As it is shown and read aloud: `BCD-FGHJ`. */
export const showCode = (code: string): string => `${code.slice(0, 3)}-${code.slice(3)}`;
