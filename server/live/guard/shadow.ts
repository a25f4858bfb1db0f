import * as Y from 'yjs';
import { bounds } from './bounds.ts';

export interface Shadow {
  /** Tries an update on a copy. Undefined when it does not take it whole. */
  tryOn(update: Uint8Array): { sweeping: boolean } | undefined;
}

/**
 * A copy of the document on which an update is tried last of all: should one ever pass our own checks and then
 * throw half-way or leave something pending, it happens here and not to what people wrote. Made when first needed,
 * and anew only after it was spoilt.
 */
export const makeShadow = (doc: Y.Doc): Shadow => {
  let copy: Y.Doc | undefined;
  // What the server writes itself, or admitted a moment ago, the copy must know too.
  doc.on('update', (update: Uint8Array) => copy && Y.applyUpdate(copy, update));
  return {
    tryOn: (update) => {
      copy ??= copyOf(doc);
      const ended = endedBy(copy, update);
      if (ended === undefined) copy = undefined;
      return ended && { sweeping: isSweep(doc, ended.registers) };
    },
  };
};

const copyOf = (doc: Y.Doc): Y.Doc => {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
};

/** How many living values an update ended, by deleting or by writing over them. */
const endedBy = (copy: Y.Doc, update: Uint8Array): { registers: number } | undefined => {
  let registers = 0;
  const count = ({ deleteSet }: Y.Transaction): void => {
    for (const ranges of deleteSet.clients.values()) for (const { len } of ranges) registers += len;
  };
  copy.once('afterTransaction', count);
  try {
    Y.applyUpdate(copy, update);
  } catch {
    return undefined;
  }
  const { pendingStructs, pendingDs } = copy.store;
  return pendingStructs === null && pendingDs === null ? { registers } : undefined;
};

/** More than half of all there is, at one stroke: a slip of the hand as likely as a plan. */
const isSweep = (doc: Y.Doc, ended: number): boolean => {
  if (ended <= bounds.sweep) return false;
  let living = 0;
  for (const type of doc.share.values())
    for (const item of type._map.values()) if (!item.deleted) living += 1;
  return ended > living / 2;
};
