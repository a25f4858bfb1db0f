import type { Role } from '../domain/role.ts';
import type { ClientEvents, ServerEvents } from './down.ts';
import type { Verb } from './up.ts';

/** Who may do a thing. Deny by default: what has no row here cannot be done, read or reached by anybody. */
type Row = readonly Role[];

const facilitator: Row = ['facilitator'];
const administrator: Row = ['administrator'];
const participant: Row = ['participant'];

/** Role by command. `participant` means: with that meeting's cookie; staff: in that municipality. */
export const commandAccess: Record<Verb, Row> = {
  'note.write': ['participant', 'facilitator'],
  'note.edit': participant,
  'note.withdraw': participant,
  'note.hide': facilitator,
  'note.show': facilitator,
  'note.mask': facilitator,
  'note.unmask': facilitator,
  'note.merge': facilitator,
  'note.tag': facilitator,
  'notes.reveal': facilitator,
  'dot.place': participant,
  'dot.lift': participant,
  'dots.reveal': facilitator,
  'offer.make': participant,
  'offer.withdraw': participant,
  'meeting.prepare': facilitator,
  'meeting.revise': facilitator,
  'meeting.open': facilitator,
  'meeting.close': facilitator,
  'code.renew': facilitator,
  'door.clear': facilitator,
  'step.revise': facilitator,
  'step.add': facilitator,
  'step.remove': facilitator,
  'step.move': facilitator,
  'step.open': facilitator,
  'step.close': facilitator,
  'timer.extend': facilitator,
  'timer.stop': facilitator,
  'themes.restore': facilitator,
  'planInput.write': facilitator,
  'planInput.discard': facilitator,
  'planInput.submit': facilitator,
  'planInput.receive': ['officer'],
  'municipality.add': administrator,
  'municipality.revise': administrator,
  'place.add': ['administrator', 'facilitator'],
  'place.revise': ['administrator', 'facilitator'],
  'person.invite': administrator,
  'invitation.withdraw': administrator,
  'role.give': administrator,
  'role.take': administrator,
};

/** Live documents: who may read, and who may write as a client. The server itself writes where nobody does. */
export const documentKinds = ['room', 'desk', 'themes'] as const;
export type DocumentKind = (typeof documentKinds)[number];
export const documentAccess: Record<DocumentKind, { read: Row; write: Row }> = {
  room: { read: ['participant', 'screen', 'facilitator'], write: [] },
  desk: { read: facilitator, write: [] },
  themes: { read: facilitator, write: facilitator },
};

/** Who may have a socket.io line about a meeting, and what may be said on it: up by whom, down to whom. */
export const lineAccess: Row = ['participant', 'screen', 'facilitator'];
export const eventAccess: { up: Record<keyof ClientEvents, Row>; down: Record<keyof ServerEvents, Row> } = {
  up: { command: lineAccess, clock: lineAccess },
  down: { hello: lineAccess, presence: lineAccess, progress: facilitator, changed: lineAccess },
};

/** Page-shaped reads. Pages and HTTP routes name the view they show. */
export const viewAccess = {
  door: ['anonymous'],
  staffHome: ['facilitator', 'officer', 'politician', 'regionalOfficer', 'administrator'],
  room: ['participant', 'facilitator'],
  mine: participant,
  screen: ['screen', 'facilitator'],
  lead: facilitator,
  versions: facilitator,
  prepare: facilitator,
  // Who may see a figure may go down to the words behind it.
  outcome: ['facilitator', 'officer', 'politician', 'administrator'],
  planInputs: ['facilitator', 'officer', 'politician'],
  contact: ['facilitator', 'officer'],
  meetings: ['facilitator', 'officer', 'politician', 'administrator'],
  people: administrator,
  municipality: ['officer', 'politician', 'facilitator', 'administrator'],
  meetingExport: ['facilitator', 'officer'],
} as const satisfies Record<string, Row>;
export type View = keyof typeof viewAccess;

/** True when one of the roles held is in the row. */
export const mayUse = (row: readonly Role[], held: readonly Role[]): boolean =>
  held.some((role) => row.includes(role));
