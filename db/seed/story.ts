import { bergslunda } from './bergslunda.ts';
import { kvarnmossen } from './kvarnmossen.ts';
import { lovbruket } from './lovbruket/meeting.ts';
import { mellanhult } from './mellanhult.ts';
import { tranlyckan } from './tranlyckan.ts';

/**
 * The told story: five invented villages in one municipality. The municipality is real and has nothing to do
 * with what is told about it; nobody in the story exists.
 */
export const story = {
  municipality: { code: '0482', name: 'Flen' },
  finished: [lovbruket, kvarnmossen, tranlyckan, bergslunda],
  live: mellanhult,
} as const;
