import papa from 'papaparse';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { noteLimits } from '../../shared/domain/note.ts';
import { ownSentences } from './sentences.ts';

export interface Texts {
  lang: string;
  texts: readonly string[];
  /** A line that must stand where borrowed words are shown. */
  attribution?: string;
}

/** Real contributions lie beside the project on some machines; they are never part of it. */
const borrowed = fileURLToPath(new URL('../../../shared/data/polis/bowling-green-2018', import.meta.url));

/** What the crowd says: real words from a town where they lie at hand, else sentences of our own. */
export const crowdTexts = (): Texts => {
  const file = join(borrowed, 'contributions.csv.gz');
  if (!existsSync(file)) return { lang: 'sv', texts: ownSentences };
  const { data } = papa.parse<{ status: string; text: string }>(
    gunzipSync(readFileSync(file)).toString('utf8'),
    {
      header: true,
      skipEmptyLines: true,
    },
  );
  const said = data.filter(({ status, text }) => status === 'accepted' && text.trim() !== '');
  return {
    lang: 'en',
    texts: said.map(({ text }) => text).filter((text) => text.length <= noteLimits.text),
    attribution: attributionOf(join(borrowed, 'session.json')),
  };
};

const attributionOf = (file: string): string =>
  (JSON.parse(readFileSync(file, 'utf8')) as { attribution: string }).attribution;
