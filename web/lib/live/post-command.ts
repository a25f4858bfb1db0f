import type { Answer } from '$shared/wire/down.ts';
import type { Envelope } from '$shared/wire/up.ts';

/**
 * Sends a command over plain HTTP, for when the live line is down but the network is not. Undefined when no
 * answer came within `within` milliseconds, or what came was not an answer.
 */
export const postCommand = async (envelope: Envelope, within: number): Promise<Answer | undefined> => {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), within);
  try {
    const response = await fetch('/api/v1/commands', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(envelope),
      signal: stop.signal,
    });
    const answer: unknown = await response.json();
    return isAnswer(answer, envelope.id) ? answer : undefined;
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
};

/** A hall's own network may answer in the server's place: only an answer to this very command counts. */
const isAnswer = (value: unknown, id: string): value is Answer =>
  typeof value === 'object' &&
  value !== null &&
  'ok' in value &&
  'id' in value &&
  value.id === id &&
  (value.ok === true || ('problem' in value && 'remedy' in value));
