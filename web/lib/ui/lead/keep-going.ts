import { tick } from 'svelte';

/**
 * A note that is moved takes its button along, and with it the place on the keyboard. Who moves many must not begin
 * from the top of the page each time: call it when she has pressed, and what it returns when the note is moved. The
 * focus then goes to the note that came in its place, else to the part of the page where it lay, or `otherwise`.
 */
export const keepGoing = (otherwise?: HTMLElement): (() => Promise<void>) => {
  const pressed = document.activeElement;
  const list = pressed?.closest('ul');
  const part = pressed?.closest<HTMLElement>('section[tabindex]') ?? otherwise;
  const at = buttonsIn(list).findIndex((button) => button === pressed);
  return async () => {
    await tick();
    if (!isLost(pressed)) return;
    const left = at < 0 || !list?.isConnected ? [] : buttonsIn(list);
    (left[Math.min(at, left.length - 1)] ?? part)?.focus({ preventScroll: left.length === 0 });
  };
};

/** Somebody had a place on the page, and has none any more. */
const isLost = (before: Element | null): boolean =>
  before !== null && before !== document.body && document.activeElement === document.body;

const buttonsIn = (list: Element | null | undefined): HTMLElement[] => [
  ...(list?.querySelectorAll<HTMLElement>('[data-move]') ?? []),
];
