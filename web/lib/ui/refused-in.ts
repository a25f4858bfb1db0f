import type { FormProblem } from '$lib/server/run-form.ts';

/** The refusal in a form's answer, where the page has several forms with answers of different shapes. */
export const refusedIn = (form: Partial<FormProblem> | null | undefined): FormProblem | undefined => {
  const { problem, sentence, values } = form ?? {};
  return problem && sentence !== undefined && values ? { problem, sentence, values } : undefined;
};
