import type { QuestionKey, ToldNote, ToldTheme } from './told.ts';

type Words = string | Omit<ToldNote, 'key' | 'question' | 'theme'>;
type Said = Partial<Record<QuestionKey, readonly Words[]>>;
export interface GatheredTheme extends ToldTheme {
  said: Said;
}

const questions: readonly QuestionKey[] = ['q1', 'q2', 'q3'];

/**
 * Notes written down theme by theme, and those that stayed alone, as the meeting wrote them: question by
 * question. A note's key is its theme's key and a number from 1, counted within the theme; alone it is `alone`.
 */
export const gathered = (
  themes: readonly GatheredTheme[],
  alone: Said = {},
): { themes: ToldTheme[]; notes: ToldNote[] } => {
  const notes = [
    ...themes.flatMap(({ key, said }) => notesOf(said, key).map((note) => ({ ...note, theme: key }))),
    ...notesOf(alone, 'alone'),
  ];
  return {
    themes: themes.map(({ said: _, ...theme }) => theme),
    notes: questions.flatMap((question) => notes.filter((note) => note.question === question)),
  };
};

const notesOf = (said: Said, key: string): ToldNote[] =>
  questions
    .flatMap((question) => (said[question] ?? []).map((words) => ({ question, words })))
    .map(({ question, words }, i) => ({
      ...(typeof words === 'string' ? { text: words } : words),
      key: `${key}-${i + 1}`,
      question,
    }));
