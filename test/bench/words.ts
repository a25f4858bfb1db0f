/** What people talk about; enough of it that a compressor finds about as much to save as in what they really write. */
const vocabulary =
  `bussen affären skolan vägen macken apoteket brevet paketen posten bredbandet mobilen täckningen snöröjningen
  hemtjänsten vårdcentralen tandläkaren biblioteket badplatsen bygdegården föreningen fotbollsplanen lekplatsen
  bilpoolen cykelvägen belysningen bänkar vinden elen vattnet avloppet sopor återvinningen gården skogen bruket
  kyrkan caféet lunchen maten kaffet torget marknaden butiken hyllan kassan bensin laddning tåget stationen taxi
  skjuts sjukresa barnen ungdomar äldre grannar nyinflyttade sommargäster företagare bönder lärare pendlare alla
  någon ingen många få flera behöver vill saknar önskar skulle borde kan måste får går kommer slutar börjar
  öppnar stänger hjälper kör bär lånar delar hyr bygger lagar ordnar frågar väntar handlar hämtar lämnar möter
  på kvällen morgonen helgen vintern sommaren lördagar veckan månaden natten dagen ofta sällan aldrig alltid ibland
  snart igen först sedan längre bättre sämre närmare säkrare billigare enklare gamla nya tomma stora små`.split(
    /\s+/,
  );

const length = 40;

/** Words by number, the same each time: a linear congruence, whose upper bits are good enough for chat. */
const sentence = (number: number): string => {
  let state = (number * 2_654_435_761) >>> 0;
  let text = '';
  while (text.length < length) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    text += `${text === '' ? '' : ' '}${vocabulary[(state >>> 8) % vocabulary.length] ?? ''}`;
  }
  return text;
};

/** What a phone writes as its note of this number: a sentence, and the number at its end to know it by. */
export const noteText = (tag: number): string => `${sentence(tag)} #${tag}`;

/** The number of a note, -1 when it is not one of ours. */
export const tagOf = (text: string): number => {
  const at = text.lastIndexOf('#');
  return at < 0 ? -1 : Number(text.slice(at + 1));
};
