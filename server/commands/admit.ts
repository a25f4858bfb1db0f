import type { Db } from '../../db/connect.ts';
import type { Arrangement } from '../../shared/documents/themes.ts';
import { everywhere } from '../../shared/domain/role.ts';
import { commandAccess, mayUse } from '../../shared/wire/access.ts';
import type { Verb } from '../../shared/wire/up.ts';
import type { Language } from '../../shared/words/language.ts';
import { participantIn, rolesFor, type Actor } from '../actor.ts';
import type { Chance } from '../chance.ts';
import type { Door } from '../services.ts';
import { meetingById, municipalityByCode, type MeetingRow } from '../store/meetings.ts';
import type { Context } from './context.ts';
import { heldNow } from './held.ts';
import type { Command } from './read-command.ts';
import { Refused } from './refused.ts';
import { isOutside } from './table.ts';

/** Who says it, by which door, and in which language she is answered. */
export interface From {
  actor: Actor;
  door: Door;
  language: Language;
}

/** Everything around a command that is known before its transaction. */
export interface Around {
  from: From;
  arrangement: Arrangement;
  now: Date;
  chance: Chance;
}

export type WithMeeting = Context & { meeting: MeetingRow | undefined };

/**
 * Finds the meeting or municipality a command is about, and with it the roles held in this very transaction. Throws
 * `Refused` for what the access table does not name, and for what is not there.
 */
export const admit = async (tx: Db, command: Command, { from, ...around }: Around): Promise<WithMeeting> => {
  const meeting = await meetingOf(tx, command);
  const municipalityCode = meeting?.municipalityCode ?? scopeOf(command);
  const actor = await heldNow(tx, from, meeting?.id);
  const roles = rolesFor(actor, { meetingId: meeting?.id, municipalityCode });
  if (!mayUse(commandAccess[command.verb], roles))
    throw new Refused({ code: roles.length > 1 || actor.user ? 'not_allowed' : 'not_signed_in' });
  if (!meeting) await mustExist(tx, municipalityCode, command.verb);
  const participantId = participantIn(actor, meeting?.id);
  return { ...around, tx, actor, door: from.door, roles, participantId, municipalityCode, meeting };
};

/** The meeting a command happens in; none for those about a municipality. */
const meetingOf = async (tx: Db, command: Command): Promise<MeetingRow | undefined> => {
  if (isOutside(command.verb)) return undefined;
  const meeting = command.meetingId === undefined ? undefined : await meetingById(tx, command.meetingId);
  if (!meeting) throw new Refused({ code: 'not_found', field: 'meetingId' });
  return meeting;
};

/** Adding a municipality concerns the whole installation. */
const scopeOf = (command: Command): string | undefined =>
  command.verb === 'municipality.add' ? everywhere : command.municipalityCode;

/** What can be given or said for every municipality at once; a place lies in one. */
const everywhereToo: readonly Verb[] = [
  'municipality.add',
  'person.invite',
  'invitation.withdraw',
  'role.give',
  'role.take',
];

const mustExist = async (tx: Db, municipalityCode: string | undefined, verb: Verb): Promise<void> => {
  if (municipalityCode === everywhere && everywhereToo.includes(verb)) return;
  if (!(await municipalityByCode(tx, municipalityCode ?? '')))
    throw new Refused({ code: 'not_found', field: 'municipalityCode' });
};
