import type { DeskState } from '$shared/documents/desk.ts';
import type { LiveDocument } from '$lib/live/document.svelte.ts';
import { oncePerFrame } from './once-per-frame.ts';

/** Every note and offer of the meeting, the hidden ones too. Empty until the first state has come. */
export class LiveDesk {
  state = $state.raw<DeskState>({ notes: [], offers: [] });
  ready = $state(false);
  #live: LiveDocument | undefined;
  #stopped = false;

  async start(meetingId: string, epoch: number): Promise<void> {
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
