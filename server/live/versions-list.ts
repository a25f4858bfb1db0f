import * as Y from 'yjs';
import type { Db } from '../../db/connect.ts';
import { readThemes } from '../../shared/documents/themes.ts';
import type { ThemeVersion } from '../../shared/wire/views.ts';
import { versionById, versionsOf } from '../store/documents.ts';

type Held = ThemeVersion['held'];

/** Reading a grouping of a large meeting takes milliseconds: so many of the newest are read, and so many remembered. */
const most = { read: 100, remembered: 1000 } as const;
const namesShown = 3;

/** The earlier states of a grouping with what each of them held, so that two of the same minute can be told apart. */
export const makeVersionsList = (read: Db): ((meetingId: string) => Promise<ThemeVersion[]>) => {
  const remembered = new Map<string, Held>();

  const heldIn = async (id: string): Promise<Held> => {
    const there = remembered.get(id);
    if (there) return there;
    // One at a time: nobody else waits for all of them.
    await new Promise((resolve) => setImmediate(resolve));
    const version = await versionById(read, id);
    if (!version) return null;
    const held = whatIsIn(version.state);
    remembered.set(id, held);
    const [oldest] = remembered.keys();
    if (remembered.size > most.remembered && oldest !== undefined) remembered.delete(oldest);
    return held;
  };
  return async (meetingId) => {
    const kept = await versionsOf(read, `themes/${meetingId}`);
    const versions: ThemeVersion[] = [];
    for (const [at, row] of kept.entries())
      versions.push({
        ...{ id: row.id, at: row.at.toISOString(), why: row.why },
        held: at < kept.length - most.read ? null : await heldIn(row.id),
      });
    return versions;
  };
};

const whatIsIn = (state: Uint8Array): Held => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  const { themes, placement } = readThemes(doc);
  doc.destroy();
  return {
    themes: themes.length,
    notes: Object.keys(placement).length,
    names: themes
      .map(({ title }) => title)
      .filter((title) => title !== '')
      .slice(0, namesShown),
  };
};
