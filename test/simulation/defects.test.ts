import { expect, test } from 'vitest';
import { defects } from './defects.ts';
import { play } from './world/evening.ts';
import { makeImage } from './world/image.ts';

/** Evenings after which a mistake must have been found. */
const within = 40;

test.each(Object.entries(defects))('[SM4] is found within forty evenings: %s', async (what, defect) => {
  const image = await makeImage();
  let played = 0;
  let findings: string[] = [];
  while (findings.length === 0 && played < within) {
    played += 1;
    findings = (await play(image, played, defect())).findings;
  }
  expect(findings, `${what}: nothing in ${played} evenings`).not.toEqual([]);
  console.log(`${what}: evening ${played}: ${findings[0]?.slice(0, 160)}`);
});
