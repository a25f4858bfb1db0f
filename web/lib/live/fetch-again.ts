/** Pause before what could not be fetched is fetched again, and how long nobody must have touched the page (ms). */
const pause = 3000;

let touched = -pause;
const touch = (): void => void (touched = performance.now());

/**
 * Resolves when scripts that could not be fetched may be asked for again. Many browsers remember such a failure for as
 * long as the page lives. So the page is loaded anew if it `mayReload`, nobody is using it, no field holds anything
 * typed, and it is our server that answers, not the login page of a hall's network.
 */
export const fetchAgain = async (mayReload?: () => boolean): Promise<void> => {
  for (const use of ['input', 'keydown', 'click']) addEventListener(use, touch);
  await new Promise((resolve) => setTimeout(resolve, pause));
  if (!mayReload?.() || performance.now() - touched < pause || isTyped()) return;
  const health = (await fetch('/healthz')
    .then((response) => response.json())
    .catch(() => undefined)) as { ok?: boolean } | undefined;
  if (health?.ok && mayReload()) location.reload();
};

/** What stands in a form that is folded away was put there by the page. */
const isTyped = (): boolean =>
  [...document.querySelectorAll<HTMLInputElement>('input, textarea')].some(
    (field) => field.value !== field.defaultValue && !field.closest('details:not([open])'),
  );
