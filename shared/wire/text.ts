/** A field that came from outside: its text, or empty when it is missing or of another kind. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
