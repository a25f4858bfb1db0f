import { encode } from 'uqr';
import type { Db } from '../../db/connect.ts';
import { refuse, ok, type Result } from '../../shared/domain/problem.ts';
import type { DeskState } from '../../shared/documents/desk.ts';
import type { Arrangement } from '../../shared/documents/themes.ts';
import type { RoomState } from '../../shared/documents/room.ts';
import type { DocumentKind } from '../../shared/wire/access.ts';
import type {
  LeadView,
  MeetingLinks,
  Mine,
  PrepareView,
  RoomView,
  ScreenView,
  ThemeVersion,
} from '../../shared/wire/views.ts';
import { stepsOf, type MeetingRow } from '../store/meetings.ts';
import { dotsBy, notesBy, offersOf, stepIsUsed } from '../store/said.ts';
import { headOf } from './head.ts';

/** What the live side knows beside the facts. */
export interface LiveSide {
  read: Db;
  now(): number;
  room(meetingId: string): Promise<RoomState>;
  desk(meetingId: string): Promise<DeskState>;
  arrangement(meetingId: string): Promise<Arrangement>;
  counts(meetingId: string): Promise<LeadView['presence']>;
  progress(meetingId: string): Promise<LeadView['progress']>;
  versions(meetingId: string): Promise<ThemeVersion[]>;
  epoch(kind: DocumentKind, meetingId: string): Promise<number>;
}

/** What one participant has said so far in a meeting. */
export const mine = async (read: Db, meetingId: string, participantId: string): Promise<Mine> => {
  const [notes, dots, offers] = await Promise.all([
    notesBy(read, meetingId, participantId),
    dotsBy(read, participantId),
    offersOf(read, meetingId),
  ]);
  return {
    notes: notes.map(({ id, number, stepId, text, status }) => ({ id, number, stepId, text, status })),
    dots,
    offers: offers
      .filter((o) => o.participantId === participantId)
      .map(({ id, stepId, kind, text, status }) => ({ id, stepId, kind, text, status })),
  };
};

const common = async (live: LiveSide, meetingId: string) => ({
  room: await live.room(meetingId),
  presence: await live.counts(meetingId),
  now: live.now(),
  epoch: await live.epoch('room', meetingId),
});

export const roomView = async (
  live: LiveSide,
  meetingId: string,
  participantId: string,
): Promise<Result<RoomView>> => {
  const meeting = await headOf(live.read, meetingId);
  if (!meeting) return refuse('not_found');
  return ok({
    meeting,
    participantId,
    mine: await mine(live.read, meetingId, participantId),
    ...(await common(live, meetingId)),
  });
};

export const screenView = async (
  live: LiveSide,
  row: MeetingRow,
  origin: string,
): Promise<Result<ScreenView>> => {
  const meeting = await headOf(live.read, row.id);
  if (!meeting) return refuse('not_found');
  const joinLink = `${origin}/j/${row.joinToken}`;
  return ok({
    meeting,
    joinAddress: origin.replace(/^https?:\/\//, ''),
    joinLink,
    qr: encode(joinLink, { ecc: 'M', border: 2 }).data,
    ...(await common(live, row.id)),
  });
};

export const linksOf = (row: MeetingRow, origin: string): MeetingLinks => ({
  joinCode: row.joinCode,
  joinLink: `${origin}/j/${row.joinToken}`,
  screenLink: `${origin}/hall/${row.screenToken}`,
  leadLink: `${origin}/lead/${row.id}`,
});

export const leadView = async (
  live: LiveSide,
  row: MeetingRow,
  origin: string,
): Promise<Result<LeadView>> => {
  const meeting = await headOf(live.read, row.id);
  if (!meeting) return refuse('not_found');
  return ok({
    meeting,
    links: linksOf(row, origin),
    progress: await live.progress(row.id),
    epochs: {
      room: await live.epoch('room', row.id),
      desk: await live.epoch('desk', row.id),
      themes: await live.epoch('themes', row.id),
    },
    ...(await common(live, row.id)),
  });
};

export const prepareView = async (
  live: LiveSide,
  row: MeetingRow,
  origin: string,
): Promise<Result<PrepareView>> => {
  const meeting = await headOf(live.read, row.id);
  if (!meeting) return refuse('not_found');
  const steps = await stepsOf(live.read, row.id);
  return ok({
    meeting: { ...meeting, attended: row.attended, template: row.template },
    links: linksOf(row, origin),
    steps: await Promise.all(
      steps.map(async ({ openedAt: _o, closedAt: _c, meetingId: _m, ...step }) => ({
        ...step,
        used: await stepIsUsed(live.read, step.id),
      })),
    ),
  });
};
