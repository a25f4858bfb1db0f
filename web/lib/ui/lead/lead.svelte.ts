import { createContext, untrack } from 'svelte';
import type { RoomState, RoomStep } from '$shared/documents/room.ts';
import type { Answer } from '$shared/wire/down.ts';
import type { LeadView, PlainLead } from '$shared/wire/views.ts';
import type { Language } from '$shared/words/language.ts';
import { leadWorkWords, type Work } from '$shared/words/lead-work.ts';
import { leadWords } from '$shared/words/lead.ts';
import { recoveryWords } from '$shared/words/lead-recovery.ts';
import { closedFor } from '$lib/live/closed-for.ts';
import { connect, type Connection } from '$lib/live/connection.svelte.ts';
import { newId } from '$lib/live/new-id.ts';
import { liveRoom, type LiveRoom } from '$lib/live/room.svelte.ts';
import { canBePlaced } from './board.ts';
import { commandOf, type ActName, type Command, type Fields } from './acts.ts';
import { Grouping } from './grouping.svelte.ts';
import { LiveDesk } from './live-desk.svelte.ts';
import { Speaker } from './speaker.svelte.ts';
import { workFor } from './steps.ts';

/** An act that went through and can be taken back with its opposite. */
interface Done {
  sentence: string;
  opposite: Command;
}
interface Where {
  work?: Work;
  act?: ActName;
  plain?: boolean;
}
interface Opening {
  language: Language;
  work: Work | undefined;
  plain: PlainLead | undefined;
  over: () => void;
}
interface Trouble {
  sentence: string;
  again?: () => void;
}

/** How many times an unanswered command is sent anew, with the same id, before the person is asked. */
const sendings = 3;

/** The facilitator's desk: the line, the documents, and what has just been done. Made on the server too. */
export class Lead {
  readonly language: Language;
  readonly words: (typeof leadWords)[Language];
  readonly workWords: (typeof leadWorkWords)[Language];
  readonly recoveryWords: (typeof recoveryWords)[Language];
  readonly meetingId: string;
  /** Made with all that was said in it, to be read and acted on without scripts. */
  readonly isPlain: boolean;
  readonly speaker = new Speaker();
  readonly desk = new LiveDesk();
  readonly grouping: Grouping;
  /** The page runs its scripts: forms go over the line, dialogs open. */
  awake = $state(false);
  work = $state<Work>('notes');
  done = $state.raw<Done | undefined>();
  trouble = $state.raw<Trouble | undefined>();
  sending = $state(0);
  #connection = $state.raw<Connection | undefined>();
  readonly #room: LiveRoom;
  readonly #over: () => void;
  readonly #view: () => LeadView;

  /** `over` is called when this desk has closed the meeting. `view` is asked each time, so that a view fetched anew is used at once. */
  constructor(view: () => LeadView, { language, work, plain, over }: Opening) {
    this.#over = over;
    this.#view = view;
    this.language = language;
    this.words = leadWords[language];
    this.workWords = leadWorkWords[language];
    this.recoveryWords = recoveryWords[language];
    this.meetingId = view().meeting.id;
    this.#room = liveRoom(view().room);
    this.grouping = new Grouping(this.meetingId);
    // Two buttons that say "undo" and mean different things: the older act's goes.
    this.grouping.onmove = () => (this.done = undefined);
    this.isPlain = plain !== undefined;
    if (plain) {
      this.desk.give(plain.desk);
      this.grouping.arrangement = plain.arrangement;
    }
    this.work = work ?? workFor(this.current?.kind);
  }

  get view(): LeadView {
    return this.#view();
  }
  get room(): RoomState {
    return this.#room.room;
  }
  get state(): LeadView['meeting']['state'] {
    return this.room.meeting?.state ?? this.view.meeting.state;
  }
  get current(): (RoomStep & { id: string }) | undefined {
    return this.room.steps.find((step) => step.id === this.room.meeting?.currentStepId);
  }
  get line(): Connection['status'] {
    return this.#connection?.status ?? 'connecting';
  }
  get presence(): { here: number; joined: number } {
    const live = this.#connection?.presence;
    return live && live.joined > 0 ? live : this.view.presence;
  }
  get progress(): LeadView['progress'] {
    return this.#connection?.progress ?? this.view.progress;
  }
  /** This page with a part of the desk, or after an act. A page without scripts goes on being one. */
  addressOf({ work = this.work, act, plain = this.isPlain }: Where): string {
    const parts = [act !== 'openStep' && `work=${work}`, plain && 'plain=yes', act && `/${act}`];
    return `?${parts.filter((part) => part !== false && part !== undefined).join('&')}`;
  }
  /** The server's time. */
  now(): number {
    return this.#connection?.now() ?? this.view.now;
  }

  /** Begins to follow; `changed` fetches the view anew. */
  start(changed: () => Promise<void>): () => void {
    this.awake = true;
    const connection = connect({ meetingId: this.meetingId, language: this.language });
    this.#connection = connection;
    connection.onChanged(() => void changed());
    const { epochs } = this.view;
    void this.#room.start({ meetingId: this.meetingId, epoch: epochs.room });
    void this.desk.start(this.meetingId, epochs.desk);
    void this.grouping.start(epochs.themes, {
      epoch: async () => {
        await changed();
        return this.view.epochs.themes;
      },
      isNote: (id) =>
        !this.desk.ready || this.desk.state.notes.some((note) => note.id === id && canBePlaced(note)),
    });
    const stopFollowing = this.#followEditions(changed);
    return () => {
      stopFollowing();
      connection.close();
      this.#room.close();
      this.desk.stop();
      this.grouping.stop();
      this.speaker.stop();
    };
  }

  /** A server that was set back to an older copy has new editions of all that is read here. */
  #followEditions(changed: () => Promise<void>): () => void {
    const renew = async (): Promise<void> => {
      await changed();
      const { epochs } = this.view;
      await this.#room.start({ meetingId: this.meetingId, epoch: epochs.room });
      await this.desk.start(this.meetingId, epochs.desk);
    };
    const isOther = (closed: number | undefined): boolean => closed === closedFor.otherEpoch;
    return $effect.root(() => {
      $effect(() => {
        if (isOther(this.#room.closed) && isOther(this.desk.closed)) untrack(() => void renew());
      });
    });
  }

  /** Sends a command; true when it is stored. What went wrong is shown, with a way to try the same again. */
  async run(command: Command, done?: Done, id: string = newId()): Promise<Answer> {
    this.trouble = undefined;
    this.sending += 1;
    const answer = await this.#send(command, id);
    this.sending -= 1;
    if (answer.ok) {
      this.done = done;
      if (done) this.speaker.say(done.sentence);
      return answer;
    }
    const again = answer.remedy === 'retry' ? () => void this.run(command, done, id) : undefined;
    this.trouble = again ? { sentence: answer.sentence, again } : { sentence: answer.sentence };
    return answer;
  }

  async #send({ verb, body }: Command, id: string): Promise<Answer> {
    const connection = this.#connection ?? connect({ meetingId: this.meetingId, language: this.language });
    for (let sent = 1; ; sent += 1) {
      const answer = await connection.command(verb, body, { id });
      if (answer.ok || answer.problem.code !== 'busy' || sent >= sendings) return answer;
    }
  }

  /** What a form does when scripts run. */
  async submit(name: ActName, fields: Fields, done?: Done): Promise<void> {
    if (name === 'openStep') return this.openStep(fields.stepId ?? '');
    const answer = await this.run(commandOf(name, fields), done);
    if (!answer.ok || name !== 'closeMeeting') return;
    this.#over();
  }

  /** Opens a step for everybody, and turns this desk to what is done in it. Undo goes back to the one before. */
  async openStep(stepId: string): Promise<void> {
    const before = this.current;
    const step = this.room.steps.find((one) => one.id === stepId);
    const opposite: Command = before
      ? { verb: 'step.open', body: { stepId: before.id } }
      : { verb: 'step.close', body: { stepId } };
    const sentence = this.words.agenda.opened(step?.title ?? '');
    const answer = await this.run({ verb: 'step.open', body: { stepId } }, { sentence, opposite });
    if (answer.ok) this.work = workFor(step?.kind);
  }

  undo(): void {
    if (!this.grouping.canUndo) return;
    const { undone, overtaken } = this.workWords.board;
    this.speaker.say(this.grouping.undo() ? undone : overtaken);
  }
  redo(): void {
    if (!this.grouping.canRedo) return;
    const { redone, overtaken } = this.workWords.board;
    this.speaker.say(this.grouping.redo() ? redone : overtaken);
  }

  /** Brings back how the notes lay; what lay until now is a version itself, so this can be taken back. */
  async goBack(versionId: string, sentence: string): Promise<void> {
    const answer = await this.run({ verb: 'themes.restore', body: { versionId } });
    if (!answer.ok) return;
    this.grouping.forgetSteps();
    const opposite: Command = { verb: 'themes.restore', body: { versionId: String(answer.result.keptAs) } };
    this.done = { sentence, opposite };
    this.speaker.say(sentence);
  }

  /** Takes back the latest act that has an opposite. */
  takeBack(): void {
    const { done } = this;
    this.done = undefined;
    if (!done) return;
    void this.run(done.opposite).then((answer) => {
      if (!answer.ok) return;
      if (done.opposite.verb === 'themes.restore') this.grouping.forgetSteps();
      this.speaker.say(this.workWords.board.undone);
    });
  }
}

export const [useLead, provideLead] = createContext<Lead>();
