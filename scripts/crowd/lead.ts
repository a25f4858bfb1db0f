import { readDesk } from '../../shared/documents/desk.ts';
import { groupNotes, placeNotes, readThemes, tagTheme } from '../../shared/documents/themes.ts';
import { isPublic } from '../../shared/domain/note.ts';
import type { StepKind } from '../../shared/domain/step.ts';
import { suggestCodes } from '../../shared/domain/suggest-codes.ts';
import type { Browser } from './browser.ts';
import { rest } from './chance.ts';
import { findThemes } from './find-themes.ts';
import { leadView } from './staff.ts';

/** Seconds each kind of step stays open. */
type Stay = Partial<Record<StepKind, number>>;
const stays: Record<'calm' | 'fast', Stay & { other: number }> = {
  calm: { collect: 120, group: 30, dots: 60, offers: 90, other: 10 },
  fast: { collect: 16, group: 4, dots: 14, offers: 12, other: 2 },
};

export interface Leading {
  browser: Browser;
  meetingId: string;
  pace: 'calm' | 'fast';
  home: AbortSignal;
  /** Told what happens, for somebody who watches. */
  tell: (line: string) => void;
}
interface Step {
  id: string;
  kind: StepKind;
  title: string;
}

/** Walks the agenda from where it is to the end, as a facilitator would, and closes the meeting. */
export const walkAgenda = async (leading: Leading): Promise<void> => {
  const { browser, meetingId, home } = leading;
  const { room } = await leadView(browser, meetingId);
  const from = room.steps.findIndex(({ id }) => id === room.meeting?.currentStepId);
  for (const step of room.steps.slice(Math.max(0, from))) {
    if (home.aborted) return;
    leading.tell(`  ${step.title}`);
    await browser.say('step.open', meetingId, { stepId: step.id });
    await inStep(leading, step);
  }
  if (home.aborted) return;
  await browser.say('meeting.close', meetingId, {});
  leading.tell('  Mötet är avslutat.');
};

const inStep = async (leading: Leading, step: Step): Promise<void> => {
  const { browser, meetingId, home } = leading;
  const stay = (stays[leading.pace][step.kind] ?? stays[leading.pace].other) * 1000;
  await rest(stay / 2, home);
  const takesNotes = step.kind === 'collect' || step.kind === 'offers';
  if (takesNotes) await browser.say('notes.reveal', meetingId, { stepId: step.id, revealed: true });
  if (step.kind === 'group') await groupOnce(leading);
  await rest(stay / 2, home);
  if (step.kind !== 'dots' || home.aborted) return;
  await browser.say('dots.reveal', meetingId, { stepId: step.id, revealed: true });
  await rest(stay / 3, home);
};

/** Puts ungrouped notes with a word in common together, in the facilitators' own document. */
export const groupOnce = async ({ browser, meetingId, home, tell }: Leading): Promise<void> => {
  const desk = await browser.document('desk', meetingId);
  const themes = await browser.document('themes', meetingId);
  const there = readThemes(themes.doc);
  const notes = readDesk(desk.doc).notes.filter(
    (n) => isPublic(n.status) && !Object.hasOwn(there.placement, n.id),
  );
  const hand = {};
  for (const found of findThemes(notes, there.themes)) {
    const noteIds = found.notes.map(({ id }) => id);
    if (found.themeId !== undefined) placeNotes(themes.doc, hand, noteIds, found.themeId);
    else {
      const id = groupNotes(themes.doc, hand, { id: crypto.randomUUID(), title: found.title, noteIds });
      const codes = suggestCodes([found.title, ...found.notes.map(({ text }) => text)]).slice(0, 2);
      if (codes.length > 0)
        tagTheme(
          themes.doc,
          hand,
          id,
          codes.map(({ code }) => code),
        );
    }
    tell(`    ${found.title}: ${found.notes.length} lappar`);
    await rest(300, home);
  }
  await themes.stored();
  desk.close();
  themes.close();
};
