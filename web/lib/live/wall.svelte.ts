import type { RoomState } from '$shared/documents/room.ts';
import type { ScreenView } from '$shared/wire/views.ts';
import type { Language } from '$shared/words/language.ts';
import { closedFor } from './closed-for.ts';
import { connect, type Connection } from './connection.svelte.ts';
import { liveRoom } from './room.svelte.ts';

/** Nobody stands beside the wall to press anything, so it keeps trying (ms). */
const tryAgainAfter = 5000;

/** The hall's screen: the room's document, the numbers and the clock, and nothing to press. */
export class Wall {
  /** The server's time, four times a second. */
  now = $state(0);
  #view = $state.raw<ScreenView>() as ScreenView;
  #live: ReturnType<typeof liveRoom>;
  #connection = $state.raw<Connection | undefined>();
  #language: Language;
  #reload: () => Promise<unknown>;
  #tick: ReturnType<typeof setInterval> | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor(view: ScreenView, language: Language, reload: () => Promise<unknown>) {
    this.#view = view;
    this.now = view.now;
    this.#language = language;
    this.#live = liveRoom(view.room);
    this.#reload = reload;
  }

  get room(): RoomState {
    return this.#live.room;
  }
  get presence(): Connection['presence'] {
    const live = this.#connection?.presence;
    return live && live.joined > 0 ? live : this.#view.presence;
  }
  /** The document is what the wall shows, so its line is what counts. */
  get isAway(): boolean {
    return this.#live.line === 'away';
  }
  get closed(): number | undefined {
    return this.#live.closed;
  }

  start(): void {
    const connection = connect({ meetingId: this.#view.meeting.id, language: this.#language });
    this.#connection = connection;
    connection.onChanged(() => void this.#reload());
    this.#tick = setInterval(() => (this.now = connection.now()), 250);
    void this.#follow();
  }

  refresh(view: ScreenView): void {
    const isNew = view.epoch !== this.#view.epoch;
    this.#view = view;
    if (isNew) void this.#follow();
  }

  /** A page that has grown old while it hung there loads itself anew: nobody is writing on a wall. */
  closedWith(code: number): void {
    if (code === closedFor.otherEpoch) void this.#reload();
    else this.#again = setTimeout(() => location.reload(), tryAgainAfter + Math.random() * tryAgainAfter);
  }

  close(): void {
    clearInterval(this.#tick);
    clearTimeout(this.#again);
    this.#connection?.close();
    this.#live.close();
  }

  async #follow(): Promise<void> {
    try {
      await this.#live.start({ meetingId: this.#view.meeting.id, epoch: this.#view.epoch });
    } catch {
      this.#again = setTimeout(() => void this.#follow(), tryAgainAfter);
    }
  }
}
