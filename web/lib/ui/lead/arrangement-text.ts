import { arrangementFrom } from '$shared/documents/themes-redo.ts';
import type { ThemeRegisters } from '$shared/documents/themes-registers.ts';
import type { BoardNote } from './board.ts';

/** A grouping as plain text, to read or to copy. `only` limits it to some notes. */
export const textOfArrangement = (
  registers: ThemeRegisters,
  notes: readonly BoardNote[],
  { nameless, only }: { nameless: string; only?: ReadonlySet<string> },
): string => {
  const byId = new Map(notes.map((note) => [note.id, note]));
  const line = (id: string): string => {
    const note = byId.get(id);
    return note ? `  ${note.number}. ${note.text.replaceAll('\n', ' ')}` : `  ${id}`;
  };
  return arrangementFrom(registers)
    .themes.map(({ title, noteIds }) => ({ title, ids: noteIds.filter((id) => only?.has(id) ?? true) }))
    .filter(({ ids }) => ids.length > 0 || only === undefined)
    .map(({ title, ids }) => [title || nameless, ...ids.map(line)].join('\n'))
    .join('\n\n');
};
