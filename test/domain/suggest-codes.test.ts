import { describe, expect, it } from 'vitest';
import { lovbruket } from '../../db/seed/lovbruket/meeting.ts';
import { foldLetters, piecesOf } from '../../shared/domain/find-words.ts';
import { isServiceCode, serviceTypes } from '../../shared/domain/service-type.ts';
import { suggestCodes, wordsFor } from '../../shared/domain/suggest-codes.ts';

const codesOf = (...texts: string[]): string[] => suggestCodes(texts).map((s) => s.code);

const sentences: [string, string][] = [
  ['Paketskåp vid macken vore bra', 'com.post'],
  ['Bussen går bara två gånger om dagen', 'mob.transit'],
  ['Fler hyresrätter så att unga kan stanna', 'liv.housing'],
  ['Laddstolpar på torget', 'mob.charging'],
  ['Mobiltäckningen är usel norr om sjön', 'dig.mobile'],
  ['Hemsändning varje torsdag', 'com.homedelivery'],
  ['En distriktssköterska som kommer ut till oss', 'reg.health'],
  ['Rusta upp bygdegården', 'soc.venue'],
  ['Vi saknar bankomaten', 'com.pay.cash'],
  ['Det finns ingenstans att tanka', 'com.fuel'],
  ['Vi vill kunna hämta ut recept i byn', 'com.pharmacy'],
  ['ICA-handlaren slutar till sommaren', 'com.grocery'],
  ['Fibern kom aldrig hit ut', 'dig.broadband'],
  ['Hemtjänsten har aldrig tid att stanna', 'pub.homecare'],
  ['Byns badplats är fin', 'pub.sports'],
  ['Hjärtstartaren sitter inlåst på kvällarna', 'soc.safetypoint'],
  ['Snabbladdare intill vägen', 'mob.charging'],
  ['Lamporna... belysningen på skolvägen!', 'pub.upkeep'],
  ['Kirjasto voisi olla auki iltaisin', 'pub.library'],
  ['We need better public transport', 'mob.transit'],
];

describe('suggested service codes', () => {
  it.each(sentences)('[SC3] %s: %s', (text, code) => expect(codesOf(text)).toContain(code));

  it('[SC3] every word in the lists leads to its service', () => {
    const lost = serviceTypes.flatMap(({ code }) =>
      piecesOf(wordsFor(code))
        .filter((piece) => !codesOf(piece.replaceAll('_', '')).includes(code))
        .map((piece) => `${code}: ${piece}`),
    );
    expect(lost).toEqual([]);
  });

  it('[SC3] a longer word silences the shorter inside it', () => {
    expect(codesOf('Bokbussen')).toEqual(['pub.library']);
    expect(codesOf('skolskjutsen')).toEqual(['mob.school']);
    expect(codesOf('Vi är på väg')).toEqual([]);
  });

  it('[SC3] letters with å, ä and ö are their own, other marks and capitals do not matter', () => {
    expect(codesOf('tåget')).toEqual(['mob.transit']);
    expect(codesOf('ta tag i taget')).toEqual([]);
    expect(codesOf('CAFÉ')).toEqual(codesOf('cafe'));
    expect(codesOf('Bygdega\u030arden'.normalize('NFD'))).toEqual(['soc.venue']);
    expect(foldLetters('ÅÄÖ éü Ñ')).toBe('åäö eu n');
  });

  it('[SC2] each says which words it comes from, as they were written', () => {
    expect(suggestCodes(['Nytt PAKETSKÅP, tack!'])).toEqual([{ code: 'com.post', because: 'PAKETSKÅP' }]);
    expect(suggestCodes(['Gång- och cykelväg till badet'])[0]).toEqual({
      code: 'mob.active',
      because: 'Gång och cykelväg',
    });
  });

  it('[SC2] at most four, those that most texts speak of first', () => {
    const all = 'affären bussen skolan biblioteket polisen fibern';
    expect(codesOf(all)).toEqual(['com.grocery', 'mob.transit', 'pub.school', 'pub.library']);
    expect(codesOf(all, 'polisen', 'fibern', 'fibern fibern')).toEqual([
      'dig.broadband',
      'sta.police',
      'com.grocery',
      'mob.transit',
    ]);
  });

  it('[SC2] nothing is suggested when nothing was understood', () => {
    expect(suggestCodes([])).toEqual([]);
    expect(suggestCodes(['', 'Hej på er', '???', '12345'])).toEqual([]);
  });
});

describe('hostile texts', () => {
  const many = 10_000;

  it('[SC4] a word repeated for ever says no more than once', () => {
    expect(suggestCodes(['buss '.repeat(many)])).toEqual(suggestCodes(['buss']));
    expect(suggestCodes(Array.from({ length: 300 }, () => 'buss '.repeat(200)))).toEqual(
      suggestCodes(['buss']),
    );
  });

  it.each([
    ['one endless word', 'buss'.repeat(many)],
    ['almost a word', 'bygdegår'.repeat(many)],
    ['the same letter', 'a'.repeat(many)],
    ['spaces', ' '.repeat(many)],
    ['signs', '*+?(){}[]^$|\\_'.repeat(many)],
    ['marks on one letter', `e${'\u0301'.repeat(many)}`],
    ['half characters', '\ud800'.repeat(many)],
  ])('[SC4] %s is not understood and does not hide the next sentence', (_, text) => {
    expect(suggestCodes([text])).toEqual([]);
    expect(suggestCodes([`${text} Laddstolpar`])).toEqual(suggestCodes(['Laddstolpar']));
  });

  it('[SC4] names of built-in properties are only words', () => {
    expect(suggestCodes(['__proto__ constructor hasOwnProperty toString'])).toEqual([]);
  });
});

describe('the worked example', () => {
  const notes = lovbruket.notes.map(({ text, codes = [] }) => ({ text, codes }));

  it('[SC3] for at least seven notes of ten a person chose one of the suggested codes', () => {
    const agreed = notes.filter((note) => codesOf(note.text).some((code) => note.codes.includes(code)));
    expect(notes.length).toBeGreaterThan(0);
    expect(agreed.length / notes.length).toBeGreaterThanOrEqual(0.7);
  });

  it('[SC1] every code a person chose is known', () => {
    expect(notes.flatMap((n) => n.codes).filter((c) => !isServiceCode(c))).toEqual([]);
  });
});
