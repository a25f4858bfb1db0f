import { isPublic, type NoteStatus } from './note.ts';
import type { StepKind } from './step.ts';
import type { DotTarget } from './dot.ts';

interface AStep {
  id: string;
  position: number;
  kind: StepKind;
  notesRevealed: boolean;
}
interface ANote {
  id: string;
  stepId: string;
  text: string;
  status: NoteStatus;
}
interface ATheme {
  id: string;
  title: string;
  noteIds: readonly string[];
}
export interface OptionRow {
  targetId: string;
  target: DotTarget;
  title: string;
}

/**
 * What dots can be laid on in a round: every theme that holds something the room may see, then the notes nobody
 * has grouped that were collected, and shown to everybody, since the round before. So what one person said alone
 * can get dots too, and a note that was never shown is not shown this way.
 */
export const optionsFor = (
  round: AStep,
  from: { steps: readonly AStep[]; notes: readonly ANote[]; themes: readonly ATheme[]; untitled: string },
): OptionRow[] => {
  const shown = from.notes.filter((note) => isPublic(note.status));
  const shownIds = new Set(shown.map((note) => note.id));
  const themes = from.themes.filter((theme) => theme.noteIds.some((id) => shownIds.has(id)));
  const grouped = new Set(themes.flatMap((theme) => theme.noteIds));
  const recent = new Set(stepsSinceLastRound(round, from.steps));
  const alone = shown.filter((note) => recent.has(note.stepId) && !grouped.has(note.id));
  return [
    ...themes.map((t) => ({ targetId: t.id, target: 'theme' as const, title: t.title || from.untitled })),
    ...alone.map((n) => ({ targetId: n.id, target: 'note' as const, title: n.text })),
  ];
};

const stepsSinceLastRound = (round: AStep, steps: readonly AStep[]): string[] => {
  const before = steps.filter((s) => s.position < round.position);
  const last = Math.max(-1, ...before.filter((s) => s.kind === 'dots').map((s) => s.position));
  return before.filter((s) => s.position > last && s.notesRevealed).map((s) => s.id);
};
