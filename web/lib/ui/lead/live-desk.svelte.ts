import type { DeskState } from '$shared/documents/desk.ts';
import type { LiveDocument } from '$lib/live/document.svelte.ts';
import { oncePerFrame } from './once-per-frame.ts';

/** Every note and offer of the meeting, the hidden ones too. Empty until the first state has come. */
export class LiveDesk {
  state = $state.raw<DeskState>({ notes: [], offers: [] });
  ready = $state(false);
  #live = $state.raw<LiveDocument | undefined>();
  #stopped = false;

  /** Without scripts: what there was when the page was made. */
  give(state: DeskState): void {
    this.state = state;
    this.ready = true;
  }

  /** A close code between 4400 and 4499 when the server closed for good. */
  get closed(): number | undefined {
    return this.#live?.status.closed;
  }

  /** Safe to call again with a new edition; what was shown stays until the new one has come. */
  async start(meetingId: string, epoch: number): Promise<void> {
    this.#live?.close();
    this.ready &&= this.#live !== undefined;
    const [{ openDocument }, { readDesk }] = await Promise.all([
      import('$lib/live/document.svelte.ts'),
      import('$shared/documents/desk.ts'),
    ]);
    const live = await openDocument('desk', meetingId, epoch);
    if (this.#stopped) return live.close();
    this.#live = live;
    const read = oncePerFrame(() => {
      if (!live.status.ready || this.#stopped) return;
      this.state = readDesk(live.doc);
      this.ready = true;
    });
    live.doc.on('update', read);
    live.provider.on('sync', read);
  }

  stop(): void {
    this.#stopped = true;
    this.#live?.close();
  }
}
