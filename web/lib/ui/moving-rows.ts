import type { SubmitFunction } from '@sveltejs/kit';

/**
 * For pages whose rows move when a button in one of them has been pressed: a role that has been given puts its
 * "remove" where "give" was, a row that goes lets the next one up. The second half of a double click must not do
 * what nobody meant to. It holds for the whole page, since a list may be gone with its last row.
 */
export const onlyFirstClick = (page: HTMLElement): (() => void) => {
  const stop = (event: MouseEvent): void => {
    if (event.detail > 1 && (event.target as Element).closest('button')) event.preventDefault();
  };
  page.addEventListener('click', stop);
  return () => page.removeEventListener('click', stop);
};

/**
 * For `use:enhance`: the pressed button may be gone with its row; the place on the keyboard goes to what `where` finds.
 * Nothing scrolls under a pointer, which may be about to click again.
 */
export const stayAt =
  (where: () => HTMLElement | null | undefined): SubmitFunction =>
  ({ submitter }) => {
    const byKeyboard = submitter?.matches(':focus-visible') ?? false;
    return async ({ update }) => {
      await update();
      if (document.activeElement === document.body) where()?.focus({ preventScroll: !byKeyboard });
    };
  };
