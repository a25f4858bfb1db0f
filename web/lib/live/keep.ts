/**
 * Small texts a person would miss, kept in the browser: drafts, and her own notes after the meeting. A browser
 * that keeps nothing is no error; then they live as long as the page.
 */
export const kept = (key: string): string => {
  try {
    return localStorage.getItem(`bystamma/${key}`) ?? '';
  } catch {
    return '';
  }
};

export const keep = (key: string, text: string): void => {
  try {
    if (text === '') localStorage.removeItem(`bystamma/${key}`);
    else localStorage.setItem(`bystamma/${key}`, text);
  } catch {
    // Full or forbidden: the text is still on the page.
  }
};
