import type { SubmitFunction } from '@sveltejs/kit';

/**
 * For `use:enhance` on a long page: what is typed in other forms stays, and so does the place on the keyboard
 * when the pressed button has moved with its row or has nothing more to do.
 */
export const keepPlace: SubmitFunction =
  ({ submitter }) =>
  async ({ update }) => {
    await update({ reset: false });
    if (submitter && document.activeElement !== submitter) focusNear(submitter);
  };

const focusNear = (button: HTMLElement): void => {
  if (!button.matches(':disabled')) button.focus();
  else button.closest('li')?.querySelector<HTMLElement>('button:enabled')?.focus();
};
