/** What a key asks for on the facilitator's page. */
export type Wish = 'next' | 'previous' | 'minute' | 'help' | 'undo' | 'redo';

/** Keys of one stroke, which lead the meeting; a clicker sends Page Down and Page Up. They can be switched off. */
const single: Record<string, Wish> = {
  ArrowRight: 'next',
  PageDown: 'next',
  ArrowLeft: 'previous',
  PageUp: 'previous',
  '+': 'minute',
  '?': 'help',
};

interface Stroke {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/**
 * What a stroke means. `leading` is false when the single keys are switched off. Whoever is typing, or in a
 * dialog, is not asked.
 */
export const wishOf = (stroke: Stroke, leading: boolean): Wish | undefined => {
  if (stroke.altKey) return undefined;
  if (stroke.ctrlKey || stroke.metaKey) return undoWish(stroke);
  return leading ? single[stroke.key] : undefined;
};

const undoWish = ({ key, shiftKey }: Stroke): Wish | undefined => {
  const letter = key.toLowerCase();
  if (letter === 'z') return shiftKey ? 'redo' : 'undo';
  return letter === 'y' ? 'redo' : undefined;
};

/** Things that use these keys themselves: there a stroke is theirs. */
const ownKeys =
  'input:not([type="checkbox"]), textarea, select, dialog, [contenteditable], [role="listbox"], [data-own-keys]';

export const isBusyTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(ownKeys) !== null;
