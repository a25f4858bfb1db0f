import { describe, expect, test } from 'vitest';
import { codeAlphabet, makeCode, parseCode, showCode } from '../../shared/domain/join-code.ts';
import { canMove, meetingStates } from '../../shared/domain/meeting.ts';
import { noteText } from '../../shared/domain/note.ts';
import { mustTake, stepKinds } from '../../shared/domain/step.ts';
import { templates } from '../../shared/domain/template.ts';
import { extendTimer, startTimer, timeLeft } from '../../shared/domain/timer.ts';
import { shuffled, toBallots } from '../../shared/domain/closing.ts';
import { optionsFor } from '../../shared/domain/dot-options.ts';

describe('a meeting', () => {
  test('[MT1] states follow each other one way only', () => {
    const allowed = meetingStates.flatMap((from) =>
      meetingStates.filter((to) => canMove(from, to)).map((to) => `${from}>${to}`),
    );
    expect(allowed).toEqual([
      'draft>open',
      'open>running',
      'open>review',
      'running>review',
      'review>delivered',
    ]);
  });

  test('[TP1] the agendas add up to 150 and 90 minutes and carry the three questions', () => {
    for (const template of Object.values(templates)) {
      expect(template.steps.reduce((sum, step) => sum + step.minutes, 0)).toBe(template.minutes);
      expect(template.steps.flatMap((s) => s.questionId ?? [])).toEqual(['q1', 'q2', 'q3']);
    }
    expect(Object.values(templates).map((t) => t.minutes)).toEqual([150, 90]);
  });

  test('[NT3] only steps for words take notes, and only while open', () => {
    const taking = stepKinds.filter((kind) => mustTake({ kind, state: 'open' }, 'notes').ok);
    expect(taking).toEqual(['collect', 'offers']);
    for (const state of ['waiting', 'closed'] as const)
      expect(stepKinds.some((kind) => mustTake({ kind, state }, 'notes').ok)).toBe(false);
  });

  test('[TM1] the timer adds to what is left, or from now when it has run out', () => {
    const start = startTimer(1_000_000, 5);
    expect(start && timeLeft(start, 1_000_000)).toBe(300_000);
    expect(timeLeft(extendTimer(start, 1_000_000, 60), 1_000_000)).toBe(360_000);
    expect(timeLeft(extendTimer(start, 9_000_000, 60), 9_000_000)).toBe(60_000);
    expect(startTimer(0, 0)).toBeNull();
  });

  test('[NT1] words are kept whole: no control signs, no turned text, edges trimmed', () => {
    expect(noteText('\u202e hej\u0000 \r\n\r\n\r\n\r\nså ')).toEqual({ ok: true, value: 'hej \n\nså' });
    expect(noteText('x'.repeat(1000)).ok).toBe(true);
  });
});

describe('join codes', () => {
  test('[JC1] seven signs of 28 without vowels, evenly drawn, read forgivingly', () => {
    expect(codeAlphabet).toHaveLength(28);
    expect(codeAlphabet).not.toMatch(/[AEILOU01ÅÄÖ]/);
    const code = makeCode(Uint8Array.from({ length: 64 }, (_, i) => (i * 53) % 256));
    expect(code).toMatch(/^[B-DF-HJKMNP-TV-Z2-9]{7}$/);
    expect(showCode('BCDFGHJ')).toBe('BCD-FGHJ');
    for (const typed of ['bcd-fghj', ' BCD FGHJ ', 'bcdfghj', 'BCD–FGHJ'])
      expect(parseCode(typed)).toBe('BCDFGHJ');
    for (const typed of ['', 'BCDFGH', 'BCDFGHJK', 'BCDFGHA', '<script>'])
      expect(parseCode(typed)).toBeUndefined();
  });
});

describe('closing', () => {
  test('[MT3] ballots keep how many and lose who, also between rounds', () => {
    const placed = ['a', 'a', 'b', 'c'].flatMap((participantId, i) => [
      { stepId: 'r1', participantId, targetId: `t${i % 2}` },
      { stepId: 'r2', participantId, targetId: 't1' },
    ]);
    const next = (below: number) => below - 1;
    const ballots = toBallots(
      placed,
      (items) => shuffled(items, next),
      (id) => id,
    );
    expect(JSON.stringify(ballots)).not.toMatch(/"[abc]"/);
    const total = (stepId: string) =>
      ballots.filter((b) => b.stepId === stepId).reduce((sum, b) => sum + b.dots, 0);
    expect([total('r1'), total('r2')]).toEqual([4, 4]);
    expect(new Set(ballots.filter((b) => b.stepId === 'r1').map((b) => b.giver)).size).toBe(3);
  });

  test('[DT7] what nobody grouped can get dots, but only from the questions since the round before', () => {
    const steps = (['collect', 'dots', 'collect', 'dots'] as const).map((kind, position) => ({
      id: `s${position}`,
      kind,
      position,
      notesRevealed: true,
    }));
    const note = (id: string, stepId: string, status: 'visible' | 'hidden' = 'visible') => ({
      id,
      stepId,
      status,
      text: id,
    });
    const notes = [
      note('old', 's0'),
      note('grouped', 's2'),
      note('alone', 's2'),
      note('hidden', 's2', 'hidden'),
    ];
    const themes = [
      { id: 't', title: '', noteIds: ['grouped'] },
      { id: 'empty', title: 'Tomt', noteIds: [] },
    ];
    const round = steps[3];
    expect(round && optionsFor(round, { steps, notes, themes, untitled: 'Utan namn' })).toEqual([
      { targetId: 't', target: 'theme', title: 'Utan namn' },
      { targetId: 'alone', target: 'note', title: 'alone' },
    ]);
    const unseen = steps.map((step) => ({ ...step, notesRevealed: false }));
    expect(round && optionsFor(round, { steps: unseen, notes, themes: [], untitled: '' })).toEqual([]);
  });
});
