import * as Y from 'yjs';
import type { Db } from '../../db/connect.ts';
import {
  applyChanges,
  changesBetween,
  registersOf,
  sameRegisters,
  type ThemeRegisters,
} from '../../shared/documents/themes-registers.ts';
import type { Chance } from '../chance.ts';
import type { Change } from '../commands/context.ts';
import { keepVersion, newestVersion, versionById, type VersionRow } from '../store/documents.ts';
import { documentName, type Documents } from './documents.ts';
import { limits } from './limits.ts';
import type { LiveDocument } from './live-document.ts';
import { makeMeetingQueues } from './meeting-queues.ts';

export interface VersionsDeps {
  read: Db;
  write<T>(work: (tx: Db) => Promise<T>): Promise<T>;
  documents(): Documents;
  chance: Pick<Chance, 'uuid'>;
  /** The time of day, milliseconds since 1970. */
  now(): number;
  after(ms: number, run: () => void): void;
  onFailure(failure: unknown): void;
}

export interface Versions {
  /** Keeps versions of a grouping for as long as it changes. */
  follow(document: LiveDocument): void;
  /** What a command asked for; resolves when a grouping that was brought back is on disk. */
  hear(changes: readonly Change[]): Promise<void>;
  /** Resolves when all that was asked for so far is done. */
  settled(): Promise<void>;
}

type Restored = Extract<Change, { what: 'restored' }>;

/** Earlier states of `themes`: a wrong click in the middle of an evening must never cost an evening's work. */
export const makeVersions = (deps: VersionsDeps): Versions => {
  const { inOrder, settled } = makeMeetingQueues();
  const open = (meetingId: string) => deps.documents().open(documentName('themes', meetingId));

  const keep = async (
    meetingId: string,
    { why, id = deps.chance.uuid() }: Pick<VersionRow, 'why'> & { id?: string },
  ) => {
    const { doc, name } = await open(meetingId);
    const newest = await newestVersion(deps.read, name);
    if (isEmpty(doc) || (newest && sameRegisters(registersIn(newest), registersOf(doc)))) return;
    const row = { id, name, at: new Date(deps.now()), why, state: Y.encodeStateAsUpdate(doc) };
    await deps.write((tx) => keepVersion(tx, row));
  };
  const restore = async (change: Restored): Promise<void> => {
    const { meetingId, versionId, keepAs } = change;
    const wanted = await versionById(deps.read, versionId);
    const kept = change.again && (await versionById(deps.read, keepAs));
    const { doc } = await open(meetingId);
    // The first time the process may have died before the document followed, or after.
    if (!wanted || (kept && !sameRegisters(registersIn(kept), registersOf(doc)))) return;
    await keep(meetingId, { why: 'restore', id: keepAs });
    await open(meetingId);
    const document = deps.documents().loaded(documentName('themes', meetingId));
    if (!document) throw new Error('the grouping was let go while it was brought back');
    applyChanges(document.doc, 'server', changesBetween(registersOf(document.doc), registersIn(wanted)));
    await document.flushed();
  };
  return {
    follow: ({ doc, name }) => {
      const meetingId = name.slice(name.indexOf('/') + 1);
      let timed = false;
      doc.on('update', () => {
        if (timed) return;
        timed = true;
        deps.after(limits.versionEvery, () => {
          timed = false;
          inOrder(meetingId, () => keep(meetingId, { why: 'time' })).catch(deps.onFailure);
        });
      });
    },
    hear: async (changes) => {
      for (const change of changes) {
        if (change.what === 'meeting' && change.phase)
          inOrder(change.meetingId, () => keep(change.meetingId, { why: 'step' })).catch(deps.onFailure);
        if (change.what === 'restored') await inOrder(change.meetingId, () => restore(change));
      }
    },
    settled,
  };
};

const registersIn = ({ state }: Pick<VersionRow, 'state'>): ThemeRegisters => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  const registers = registersOf(doc);
  doc.destroy();
  return registers;
};

const isEmpty = (doc: Y.Doc): boolean => doc.store.clients.size === 0;
