import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { isUnsent, type Entry, type Outcome } from '../../shared/domain/outbox-entry.ts';
import {
  answered,
  begin,
  hurry,
  nextToSend,
  putIn,
  resume,
  sendAgain,
  takeOut,
  wakeAt,
} from '../../shared/domain/outbox.ts';
import { problemCodes, remedyOf, type ProblemCode } from '../../shared/domain/problem.ts';

const at = { now: 1000, chance: 0.5 };
const later = Number.MAX_SAFE_INTEGER;
const refusal = (code: ProblemCode): Outcome => ({
  ok: false,
  problem: { code },
  sentence: `because ${code}`,
  remedy: remedyOf(code),
});

const note = (id: string, text = id) => ({ id, meetingId: 'm', verb: 'note.write', body: { text } });
const boxOf = (...ids: string[]): Entry[] => ids.reduce<Entry[]>((box, id) => putIn(box, note(id)), []);
const stateOf = (box: readonly Entry[], id: string) => box.find((e) => e.id === id)?.state;

describe('the outbox', () => {
  it('[OB1] keeps an entry through everything but an acknowledgement or a refusal', () => {
    for (const box of [boxOf('a'), begin(boxOf('a'), 'a'), resume(begin(boxOf('a'), 'a'))]) {
      expect(takeOut(box, 'a').map((e) => e.id)).toEqual(['a']);
      expect(box.every(isUnsent)).toBe(true);
    }
    const saved = answered(begin(boxOf('a'), 'a'), 'a', { ok: true }, at);
    expect(stateOf(saved, 'a')).toEqual({ kind: 'saved' });
    expect(takeOut(saved, 'a')).toEqual([]);
  });

  it('[OB1] sends again after a reload what was on its way', () => {
    expect(nextToSend(begin(boxOf('a'), 'a'), later)).toBeUndefined();
    expect(nextToSend(resume(begin(boxOf('a'), 'a')), 0)?.id).toBe('a');
  });

  it('[OB2] sends one at a time, in the order they were put in', () => {
    let box = boxOf('b', 'a', 'c');
    const sent: string[] = [];
    for (let next = nextToSend(box, 0); next; next = nextToSend(box, 0)) {
      box = begin(box, next.id);
      expect(nextToSend(box, later)).toBeUndefined();
      sent.push(next.id);
      box = answered(box, next.id, { ok: true }, at);
    }
    expect(sent).toEqual(['b', 'a', 'c']);
  });

  it('[OB2] lets nobody past an entry that waits for its time', () => {
    const box = answered(begin(boxOf('a', 'b'), 'a'), 'a', refusal('busy'), at);
    expect(nextToSend(box, at.now)).toBeUndefined();
    const wake = wakeAt(box) ?? 0;
    expect(wake).toBeGreaterThan(at.now);
    expect(nextToSend(box, wake)?.id).toBe('a');
    expect(nextToSend(hurry(box), 0)?.id).toBe('a');
  });

  it('[OB3] keeps the text of what was refused, and goes on with the next', () => {
    const box = answered(begin(boxOf('a', 'b'), 'a'), 'a', refusal('step_closed'), at);
    expect(stateOf(box, 'a')).toMatchObject({ kind: 'refused', sentence: 'because step_closed' });
    expect(box.find((e) => e.id === 'a')?.body).toEqual({ text: 'a' });
    expect(nextToSend(box, 0)?.id).toBe('b');
    expect(resume(box)).toHaveLength(2);
  });

  it('[OB3] sends a refused draft again as a new command, last', () => {
    const refused = answered(begin(boxOf('a', 'b'), 'a'), 'a', refusal('step_closed'), at);
    const again = sendAgain(refused, 'a', 'a2');
    expect(again.map((e) => e.id)).toEqual(['b', 'a2']);
    expect(again.at(-1)).toMatchObject({ body: { text: 'a' }, state: { kind: 'waiting', tries: 0 } });
    expect(sendAgain(boxOf('a'), 'a', 'a2').map((e) => e.id)).toEqual(['a']);
  });

  it.each(problemCodes)('[OB4] after %s it waits or is refused, as the remedy says', (code) => {
    const box = answered(begin(boxOf('a'), 'a'), 'a', refusal(code), at);
    expect(stateOf(box, 'a')?.kind).toBe(remedyOf(code) === 'give_up' ? 'refused' : 'waiting');
  });

  it('[OB4] waits longer each time, at most half a minute, and as long as it was told', () => {
    let box = boxOf('a');
    const waits: number[] = [];
    for (let tries = 0; tries < 10; tries += 1) {
      box = answered(begin(hurry(box), 'a'), 'a', refusal('busy'), { now: 0, chance: 1 });
      waits.push(wakeAt(box) ?? 0);
    }
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits[0]).toBe(1000);
    expect(waits.at(-1)).toBe(30_000);
    const told = { ...refusal('too_many'), problem: { code: 'too_many' as const, retryAfter: 90_000 } };
    const patient = answered(begin(boxOf('a'), 'a'), 'a', told, { now: 0, chance: 0 });
    expect(wakeAt(hurry(patient))).toBe(90_000);
  });

  it.each(['retry', 'rejoin', 'give_up'] as const)(
    '[OB4] after a problem that a newer server names and this page does not know it does what it was told: %s',
    (remedy) => {
      const unheard = { ...refusal('busy'), problem: { code: 'unheard_of' as ProblemCode }, remedy };
      const state = stateOf(answered(begin(boxOf('a'), 'a'), 'a', unheard, at), 'a');
      expect(state?.kind).toBe(remedy === 'give_up' ? 'refused' : 'waiting');
    },
  );

  it('[OB5] has one id per entry through every try, and puts the same id in once', () => {
    const steps = fc.array(fc.constantFrom('busy', 'internal', 'reload', 'hurry'), { maxLength: 12 });
    fc.assert(
      fc.property(steps, (happenings) => {
        let box = boxOf('a');
        for (const happening of happenings) {
          if (happening === 'reload') box = resume(box);
          else if (happening === 'hurry') box = hurry(box);
          else box = answered(begin(box, 'a'), 'a', refusal(happening as ProblemCode), at);
          expect(nextToSend(box, later)?.id).toBe('a');
        }
      }),
    );
    expect(putIn(boxOf('a'), note('a', 'other'))).toEqual(boxOf('a'));
  });
});
