import type { Words } from './language.ts';
import { residentEnglish } from './resident-en.ts';
import { residentSwedish } from './resident-sv.ts';
import type { ResidentWords } from './resident-words.ts';

export const residentWords: Words<ResidentWords> = { sv: residentSwedish, en: residentEnglish };
