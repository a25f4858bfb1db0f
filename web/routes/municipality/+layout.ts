// Read at a kitchen table or in a committee room, often on paper: plain pages, no scripts.
export const csr = false;
