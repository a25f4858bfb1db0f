import type { Problem, Remedy } from '../domain/problem.ts';

/** The answer to a command. `ok` is said only when it is on disk; the same id gets the same answer again. */
export type Answer =
  | { ok: true; id: string; result: Record<string, unknown> }
  | { ok: false; id: string; problem: Problem; sentence: string; remedy: Remedy };

/** What the server says over socket.io without being asked. Nothing here names or points at a person. */
export interface ServerEvents {
  /** Said once after connecting: the server's clock (ms), the wire version and whom it took you for. */
  hello: (hello: { now: number; v: number; role: string; participantId?: string }) => void;
  /** How many are connected just now; to phones at most every five seconds. */
  presence: (presence: { here: number; joined: number; notes: number }) => void;
  /** To facilitators only: how far a round of dots has come, never what lies where. */
  progress: (progress: { stepId: string; people: number; dots: number }) => void;
  /** To everybody in a meeting: something outside the documents changed, fetch your view again. */
  changed: (what: { view: 'mine' | 'meeting' }) => void;
}

export interface ClientEvents {
  command: (envelope: unknown, answer: (answer: Answer) => void) => void;
  /** Asks for the server's clock; the answer is milliseconds since 1970. */
  clock: (answer: (now: number) => void) => void;
}
