import type { Attachment } from 'svelte/attachments';

const load = () => import('@atlaskit/pragmatic-drag-and-drop/element/adapter');
const kind = 'note';

/** Runs a clean-up that comes when its library has come, also when the element went before that. */
const later = (begin: Promise<() => void>): (() => void) => {
  let gone = false;
  let stop: (() => void) | undefined;
  void begin.then((cleanUp) => {
    if (gone) cleanUp();
    else stop = cleanUp;
  });
  return () => {
    gone = true;
    stop?.();
  };
};

/**
 * Lets a note be picked up with the pointer. Keyboard and tap have their own way: tick, then move. Make it once per
 * component: a redraw in the middle of a drag must not let the note fall.
 */
export const draggableNote =
  (noteId: () => string, holds: (held: boolean) => void): Attachment<HTMLElement> =>
  (element) =>
    later(
      load().then(({ draggable }) =>
        draggable({
          element,
          getInitialData: () => ({ kind, noteId: noteId() }),
          onDragStart: () => {
            element.toggleAttribute('data-dragged', true);
            holds(true);
          },
          onDrop: () => {
            element.removeAttribute('data-dragged');
            holds(false);
          },
        }),
      ),
    );

/** Lets notes be dropped here. Make it once per component too. */
export const dropPlace =
  (dropped: (noteId: string) => void): Attachment<HTMLElement> =>
  (element) =>
    later(
      load().then(({ dropTargetForElements }) =>
        dropTargetForElements({
          element,
          canDrop: ({ source }) => source.data.kind === kind,
          onDragEnter: () => element.toggleAttribute('data-over', true),
          onDragLeave: () => element.removeAttribute('data-over'),
          onDrop: ({ source, location }) => {
            element.removeAttribute('data-over');
            // Of places inside each other only the innermost takes it.
            if (location.current.dropTargets[0]?.element === element) dropped(String(source.data.noteId));
          },
        }),
      ),
    );
