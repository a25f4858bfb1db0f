import { parentPort, workerData } from 'node:worker_threads';
import { connect } from '../../db/connect.ts';
import { ok } from '../../shared/domain/problem.ts';
import type { Start, Told } from './beside.ts';
import { readFor } from './read-for.ts';
import type { Wanted } from './wanted.ts';

// The thread that makes exports, started by beside.ts. It can read the database and nothing else.
const { raw, db } = connect((workerData as Start).database, { readonly: true });

/** All of a file is of one moment, also when somebody writes meanwhile. */
const bytesOf = async (wanted: Wanted): Promise<Told> => {
  raw.exec('BEGIN');
  const read = await readFor(db, wanted).finally(() => raw.exec('COMMIT'));
  return { made: read.ok ? ok(new TextEncoder().encode(read.value())) : read };
};

const answer = async (wanted: Wanted): Promise<void> => {
  // A failure that crosses to another thread leaves its code behind, and the code says whether to try again.
  const failure = (failed: Error & { code?: string }): Told => ({ failed, code: failed.code });
  const told = await bytesOf(wanted).catch(failure);
  parentPort?.postMessage(told, 'made' in told && told.made.ok ? [told.made.value.buffer] : []);
};

parentPort?.on('message', (wanted: Wanted) => void answer(wanted));
