/** A page to read needs no script. */
export const csr = false;
