/** Pause before what could not be fetched is fetched again, and how long nobody must have touched the page (ms). */
const pause = 3000;

let touched = -pause;
const touch = (): void => void (touched = performance.now());

/**
 * Resolves when scripts that could not be fetched may be asked for again. Many browsers remember such a failure for as
 * long as the page lives. So when the server answers, nobody is using the page and it `maySkip` nothing that somebody
 * said, it is loaded anew; drafts are found again.
 */
export const fetchAgain = async (maySkip: () => boolean = () => true): Promise<void> => {
  addEventListener('input', touch);
  addEventListener('pointerdown', touch);
  await new Promise((resolve) => setTimeout(resolve, pause));
  const calm = performance.now() - touched > pause && maySkip();
  if (calm && (await fetch('/healthz').catch(() => undefined))?.ok) location.reload();
};
