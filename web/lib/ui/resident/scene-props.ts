import type { StepKind } from '$shared/domain/step.ts';
import type { MeetingHead } from '$shared/wire/views.ts';
import type { ResidentWords } from '$shared/words/resident-words.ts';
import type { Resident } from '$lib/live/resident.svelte.ts';
import type { FormProblem } from '$lib/server/run-form.ts';
import type { Step } from './steps.ts';

/** What every scene is given; each takes what it needs. */
export interface SceneProps {
  resident: Resident;
  meeting: MeetingHead;
  words: ResidentWords;
  kind: StepKind;
  step: Step;
  participantId: string;
  /** Ids for the forms of a page without JavaScript: the command's, and the new note's or offer's. */
  ids: { command: string; thing: string };
  problem: FormProblem | undefined;
}
