/** A yes-or-no this person has chosen on this machine; the first value where nothing can be remembered. */
export const remembered = (
  name: string,
  first: boolean,
): { read(): boolean; write(value: boolean): void } => ({
  read: () => {
    try {
      return (localStorage.getItem(name) ?? String(first)) === 'true';
    } catch {
      return first;
    }
  },
  write: (value) => {
    try {
      localStorage.setItem(name, String(value));
    } catch {
      // A private window remembers nothing, and the page works all the same.
    }
  },
});
