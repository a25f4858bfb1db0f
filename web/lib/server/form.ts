/** One text field of a form, trimmed; empty when it is missing or a file. */
export const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
};

/** A field that may be left empty. */
export const textOrNull = (form: FormData, name: string): string | null => textOf(form, name) || null;

/** A whole number, or NaN, which no schema lets through: the person is told instead of a guess being stored. */
export const numberOf = (form: FormData, name: string): number => {
  const text = textOf(form, name);
  return /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
};

export const numberOrNull = (form: FormData, name: string): number | null =>
  textOf(form, name) === '' ? null : numberOf(form, name);

/** All values of a group of ticks. */
export const ticksOf = (form: FormData, name: string): string[] =>
  form.getAll(name).filter((value): value is string => typeof value === 'string');

/**
 * One of a list's values, taken at its word: the command's own schema refuses what is not in the list, with a
 * problem the person gets to read.
 */
export const choiceOf = <T extends string>(form: FormData, name: string): T => textOf(form, name) as T;
