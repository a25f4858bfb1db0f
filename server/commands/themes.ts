import { isOver } from '../../shared/domain/meeting.ts';
import { refuse } from '../../shared/domain/problem.ts';
import type { Body } from '../../shared/wire/up.ts';
import { versionById } from '../store/documents.ts';
import { done, type Carried, type Change, type InMeeting } from './context.ts';

/** Brings the grouping back to what a version held; what lies now is kept first, so that this can be taken back. */
export const restoreThemes = async (ctx: InMeeting, { versionId }: Body<'themes.restore'>): Carried => {
  if (isOver(ctx.meeting.state)) return refuse('meeting_closed');
  const version = await versionById(ctx.tx, versionId);
  if (!version) return refuse('not_found', 'versionId');
  if (version.name !== `themes/${ctx.meeting.id}`) return refuse('wrong_meeting', 'versionId');
  const keepAs = ctx.chance.uuid();
  const meetingId = ctx.meeting.id;
  return done({ result: { keptAs: keepAs }, changes: [{ what: 'restored', meetingId, versionId, keepAs }] });
};

/** What a repeated command still has to do: the first time, the process may have died before the document followed. */
export const restoreAgain = (
  meetingId: string,
  { versionId }: Body<'themes.restore'>,
  { keptAs }: Record<string, unknown>,
): Change[] => [{ what: 'restored', meetingId, versionId, keepAs: String(keptAs), again: true }];
