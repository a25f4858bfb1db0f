import type { RoomState } from '$shared/documents/room.ts';
import type { LiveDocument } from './document.svelte.ts';

/** What everybody in the hall sees, kept up to date. */
export interface LiveRoom {
  /** The server's rendering at first, then the live document. Replaced whole, never changed in place. */
  readonly room: RoomState;
  readonly line: 'connecting' | 'here' | 'away';
  /** A close code between 4400 and 4499 when the server closed for good (see `closedFor`). */
  readonly closed: number | undefined;
  /** Fetches the libraries and begins to follow; call when the page is usable. Safe to call again with a new epoch. */
  start(to: { meetingId: string; epoch: number }): Promise<void>;
  close(): void;
}

/** A room that begins as `first`. Does nothing until `start`, so it may be made on the server too. */
export const liveRoom = (first: RoomState): LiveRoom => {
  let room = $state.raw(first);
  let live = $state.raw<LiveDocument | undefined>();
  let run = 0;
  const close = () => {
    run += 1;
    live?.close();
    live = undefined;
  };
  return {
    get room() {
      return room;
    },
    get line() {
      return live?.status.line ?? 'connecting';
    },
    get closed() {
      return live?.status.closed;
    },
    start: async ({ meetingId, epoch }) => {
      close();
      const mine = run;
      const [{ openDocument }, { readRoom }] = await Promise.all([
        import('./document.svelte.ts'),
        import('$shared/documents/room.ts'),
      ]);
      const opened = await openDocument('room', meetingId, epoch);
      if (mine !== run) return opened.close();
      live = opened;
      const read = oncePerFrame(() => {
        if (opened.status.ready && mine === run) room = readRoom(opened.doc);
      });
      opened.doc.on('update', read);
      opened.provider.on('sync', read);
    },
    close,
  };
};

/** A burst of notes is one redraw. A page that is not looked at has no frames, and is read four times a second. */
const oncePerFrame = (act: () => void): (() => void) => {
  let planned = false;
  const go = () => {
    planned = false;
    act();
  };
  return () => {
    if (planned) return;
    planned = true;
    if (document.hidden) setTimeout(go, 250);
    else requestAnimationFrame(go);
  };
};
