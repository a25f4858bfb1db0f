import { shuffled, toBallots } from '../../shared/domain/closing.ts';
import { canMove } from '../../shared/domain/meeting.ts';
import { survivorOf } from '../../shared/domain/heard.ts';
import { refuse } from '../../shared/domain/problem.ts';
import { isServiceCode } from '../../shared/domain/service-type.ts';
import type { Arrangement } from '../../shared/documents/themes.ts';
import type { Body } from '../../shared/wire/up.ts';
import { cutLinks, fixThemes, insertBallots, insertOutcome, takenThemeIds } from '../store/closing.ts';
import { joinedCount, stepsOf, updateMeeting, updateStep } from '../store/meetings.ts';
import {
  dotOptionsOf,
  dotsOf,
  notesOf,
  offersOf,
  updateOffer,
  type NoteRow,
  type OfferRow,
} from '../store/said.ts';
import { done, type Carried, type InMeeting } from './context.ts';

/**
 * Ends the meeting: themes, notes, dots and offers become facts, and every link from a device to notes and
 * dots is cut, all in the one transaction that this command runs in. It cannot be undone.
 */
export const closeMeeting = async (ctx: InMeeting, _body: Body<'meeting.close'>): Carried => {
  if (!canMove(ctx.meeting.state, 'review')) return refuse('not_ready');
  const { id } = ctx.meeting;
  const steps = await stepsOf(ctx.tx, id);
  const placed = await dotsOf(
    ctx.tx,
    steps.map((s) => s.id),
  );
  const offers = await offersOf(ctx.tx, id);
  const survivor = (targetId: string) => ctx.arrangement.mergedInto[targetId] ?? targetId;
  const spokenOf = [...placed.map((dot) => dot.targetId), ...offers.flatMap(({ themeId }) => themeId ?? [])];
  const kept = await themesToKeep(ctx, new Set(spokenOf.map(survivor)));
  const fresh = await freshIds(ctx, kept);
  const follow = (targetId: string) => fresh.get(survivor(targetId)) ?? survivor(targetId);
  const themes = kept.map((theme) => ({ ...theme, id: follow(theme.id) }));
  await fixThemes(ctx.tx, id, themes);
  await settleDots(ctx, placed, follow);
  await settleOffers(ctx, offers, (themeId) => amongFacts(follow(themeId), themes));
  await insertOutcome(ctx.tx, {
    meetingId: id,
    participants: await joinedCount(ctx.tx, id),
    closedAt: ctx.now,
  });
  await cutLinks(ctx.tx, id, ctx.now);
  for (const step of steps)
    if (step.state === 'open') await updateStep(ctx.tx, step.id, { state: 'closed', closedAt: ctx.now });
  await updateMeeting(ctx.tx, id, {
    state: 'review',
    closedAt: ctx.now,
    joinCode: null,
    timerEndsAt: null,
    timerMinutes: null,
  });
  return done({
    result: { meetingId: id, themes: themes.length },
    changes: [{ what: 'closed', meetingId: id }],
  });
};

/** Dots become ballots, in an order and under numbers that tell nothing of who laid them. */
const settleDots = async (
  ctx: InMeeting,
  placed: Parameters<typeof toBallots>[0],
  follow: (targetId: string) => string,
): Promise<void> => {
  const next = (below: number) => fairBelow(ctx, below);
  const ballots = toBallots(placed, (items) => shuffled(items, next), follow);
  await insertBallots(
    ctx.tx,
    ballots.map((ballot) => ({ ...ballot, id: ctx.chance.uuid() })),
  );
};

/** Offers point at the themes that are facts now. */
const settleOffers = async (
  { tx }: InMeeting,
  offers: readonly OfferRow[],
  settled: (themeId: string) => string | null,
): Promise<void> => {
  for (const { id, themeId } of offers)
    if (themeId !== null && settled(themeId) !== themeId)
      await updateOffer(tx, id, { themeId: settled(themeId) });
};

/** An offer to something that never was a theme stands without one; its words are all there. */
const amongFacts = (themeId: string, themes: readonly { id: string }[]): string | null =>
  themes.some((theme) => theme.id === themeId) ? themeId : null;

/** Whoever grouped chose the ids, perhaps as in another meeting; facts of the two must not be taken for each other. */
const freshIds = async (ctx: InMeeting, themes: readonly { id: string }[]): Promise<Map<string, string>> => {
  const taken = await takenThemeIds(
    ctx.tx,
    themes.map((theme) => theme.id),
  );
  return new Map(taken.map((id) => [id, ctx.chance.uuid()]));
};

/** Themes as they lie now, and those taken apart that dots or offers speak of: an opinion given is not thrown away. */
const themesToKeep = async (ctx: InMeeting, spokenOf: ReadonlySet<string>) => {
  const notes = await notesOf(ctx.tx, ctx.meeting.id);
  const noteIds = new Set(notes.map((note) => note.id));
  const alive = withDuplicates(ctx.arrangement, notes);
  const known = new Set(alive.map((theme) => theme.id));
  const gone = (await dotOptionsOf(ctx.tx, ctx.meeting.id)).filter(
    (option) => option.target === 'theme' && spokenOf.has(option.id) && !known.has(option.id),
  );
  const lost = [...new Map(gone.map((option) => [option.id, option.title]))].map(([id, title]) => ({
    id,
    title,
    serviceCodes: [],
    noteIds: [],
  }));
  return [...alive.filter((theme) => isKept(theme, spokenOf)), ...lost].map((theme, position) => ({
    id: theme.id,
    meetingId: ctx.meeting.id,
    title: theme.title || 'Tema utan namn',
    position,
    serviceCodes: theme.serviceCodes.filter(isServiceCode),
    noteIds: theme.noteIds.filter((id) => noteIds.has(id)),
  }));
};

/** A duplicate lies where the note lies that it lives on in: on the board only one of them was seen. */
const withDuplicates = (
  { themes, placement }: Arrangement,
  notes: readonly NoteRow[],
): Arrangement['themes'] => {
  const survivor = survivorOf(notes);
  const duplicates = notes.filter((note) => note.status === 'merged' && placement[note.id] === undefined);
  return themes.map((theme) => ({
    ...theme,
    noteIds: [
      ...theme.noteIds,
      ...duplicates.filter((note) => placement[survivor(note.id)] === theme.id).map((note) => note.id),
    ],
  }));
};

const isKept = (theme: Arrangement['themes'][number], spokenOf: ReadonlySet<string>): boolean =>
  theme.noteIds.length > 0 || theme.title !== '' || spokenOf.has(theme.id);

/** A fair integer below `below` (at most 65,536) from random bytes. */
const fairBelow = (ctx: InMeeting, below: number): number => {
  const limit = Math.floor(65_536 / below) * below;
  for (;;) {
    const [high = 0, low = 0] = ctx.chance.bytes(2);
    const n = high * 256 + low;
    if (n < limit) return n % below;
  }
};
