import handbook from '../../../docs/handbok.md?raw';

/** A page to read needs no script, and the handbook stays out of the bundle. */
export const csr = false;

/** The list of contents stands after the title and its opening words, before the first chapter. */
export const load = () => {
  const firstChapter = handbook.indexOf('\n## ');
  return { opening: handbook.slice(0, firstChapter), chapters: handbook.slice(firstChapter) };
};
