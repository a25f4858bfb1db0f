import type { Server } from 'socket.io';
import type { Db } from '../../db/connect.ts';
import type { ClientEvents, ServerEvents } from '../../shared/wire/down.ts';
import { joinedCount, meetingById, stepsOf } from '../store/meetings.ts';
import { dotProgress, notesInStep } from '../store/said.ts';
import type { Change } from '../commands/context.ts';
import type { LeadView } from '../../shared/wire/views.ts';
import type { Presence } from './presence.ts';

export type Io = Server<ClientEvents, ServerEvents>;

export const everybody = (meetingId: string): string => `m:${meetingId}`;
export const facilitators = (meetingId: string): string => `d:${meetingId}`;
export const phonesOf = (participantId: string): string => `p:${participantId}`;
export const screens = (meetingId: string): string => `s:${meetingId}`;

type MeetingCounts = LeadView['presence'];

/** The numbers of a meeting just now: connected, joined, and notes in the current step. */
export const countsOf = async (read: Db, presence: Presence, meetingId: string): Promise<MeetingCounts> => {
  const meeting = await meetingById(read, meetingId);
  const notes = meeting?.currentStepId ? await notesInStep(read, meeting.currentStepId) : 0;
  return { here: presence.here(meetingId), joined: await joinedCount(read, meetingId), notes };
};

export const progressOf = async (read: Db, meetingId: string) => {
  const round = (await stepsOf(read, meetingId))
    .filter((s) => s.kind === 'dots' && s.state !== 'waiting')
    .at(-1);
  return round ? { stepId: round.id, ...(await dotProgress(read, round.id)) } : null;
};

interface Deps {
  io(): Io | undefined;
  read: Db;
  presence: Presence;
  after(ms: number, run: () => void): void;
  onFailure(failure: unknown): void;
}

/** Numbers go to facilitators and the wall each second at most, to phones each five: data costs them money. */
const deskEvery = 1000;
const phonesEvery = 5000;

export const makeAnnouncer = (deps: Deps) => {
  const waiting = new Set<string>();
  const once = (key: string, ms: number, run: () => Promise<void>): void => {
    if (waiting.has(key)) return;
    waiting.add(key);
    deps.after(ms, () => {
      waiting.delete(key);
      run().catch(deps.onFailure);
    });
  };
  const counts = (meetingId: string): void => {
    const tell = (rooms: string[]) => async () => {
      deps
        .io()
        ?.to(rooms)
        .emit('presence', await countsOf(deps.read, deps.presence, meetingId));
    };
    once(`desk ${meetingId}`, deskEvery, tell([facilitators(meetingId), screens(meetingId)]));
    once(`phones ${meetingId}`, phonesEvery, tell([everybody(meetingId)]));
  };
  const progress = (meetingId: string): void =>
    once(`progress ${meetingId}`, deskEvery, async () => {
      const now = await progressOf(deps.read, meetingId);
      if (now) deps.io()?.to(facilitators(meetingId)).emit('progress', now);
    });
  return {
    counts,
    announce: (change: Change): void => {
      if (change.what === 'dots') return progress(change.meetingId);
      counts(change.meetingId);
      if (change.what === 'note' && change.backTo)
        deps.io()?.to(phonesOf(change.backTo)).emit('changed', { view: 'mine' });
      if (change.what === 'meeting') progress(change.meetingId);
      if (change.what === 'closed')
        deps.io()?.to(everybody(change.meetingId)).emit('changed', { view: 'meeting' });
    },
  };
};
export type Announcer = ReturnType<typeof makeAnnouncer>;
