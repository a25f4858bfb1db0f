import Database from 'better-sqlite3';
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { checkFile, type Migrations } from './check.ts';

/**
 * Writes one whole, self-contained copy of a database, also while others write to it. The copy is made under
 * another name, flushed, checked, and only then gets its own: a file with this name is always a good one.
 * Throws, and leaves whatever had the name before, when the disk is full or the copy is not sound.
 */
export const copyWhole = (file: string, target: string, known: Migrations): void => {
  mkdirSync(dirname(target), { recursive: true });
  const part = `${target}.part`;
  removeFile(part);
  try {
    // Readable by its owner only: it holds what was said and by whom.
    writeFileSync(part, '', { mode: 0o600 });
    vacuumInto(file, part);
    flush(part);
    checkFile(part, known);
    renameSync(part, target);
    flush(dirname(target));
  } catch (failure) {
    removeFile(part);
    throw failure;
  }
};

const vacuumInto = (file: string, part: string): void => {
  const raw = new Database(file, { readonly: true, timeout: 5000 });
  try {
    raw.prepare('VACUUM INTO ?').run(part);
  } finally {
    raw.close();
  }
};

/** Makes sure that a file's content, or a folder's names, survive a power cut. */
export const flush = (path: string): void => {
  const fd = openSync(path, 'r');
  fsyncSync(fd);
  closeSync(fd);
};

/** Removes an unfinished database with everything SQLite keeps beside it. */
export const removeFile = (file: string): void =>
  ['', '-journal', '-wal', '-shm'].forEach((end) => rmSync(file + end, { force: true }));
