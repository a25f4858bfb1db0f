import type { Grant, Role } from '../shared/domain/role.ts';
import { rolesIn } from '../shared/domain/role.ts';

/** Who is asking, as far as cookies prove it. Ids in bodies and addresses prove nothing. */
export interface Actor {
  user?: { id: string; name: string; email: string; grants: Grant[] };
  /** Meetings whose cookie this browser holds, with the participant it stands for. */
  participants: { meetingId: string; participantId: string }[];
  /** Meetings whose hall screen this browser is. */
  screens: string[];
  /** The address she reached us under, for links when the operator fixed none. */
  origin?: string;
}

/** The meeting or municipality something is about, as far as access goes. */
export interface Scope {
  meetingId?: string;
  municipalityCode?: string;
}

/** Every role the actor holds towards this scope; `anonymous` is always among them. */
export const rolesFor = (actor: Actor, scope: Scope): Role[] => {
  const held: Role[] = ['anonymous'];
  if (actor.participants.some((p) => p.meetingId === scope.meetingId)) held.push('participant');
  if (scope.meetingId !== undefined && actor.screens.includes(scope.meetingId)) held.push('screen');
  const code = scope.municipalityCode;
  return code === undefined ? held : [...held, ...rolesIn(actor.user?.grants ?? [], code)];
};

export const participantIn = (actor: Actor, meetingId: string | undefined): string | undefined =>
  actor.participants.find((p) => p.meetingId === meetingId)?.participantId;
