import { accessibilityPage } from './accessibility-page.ts';
import { helpPage } from './help-page.ts';
import type { Words } from './language.ts';
import type { Page } from './page.ts';
import { privacyPage } from './privacy-page.ts';

interface PageWords {
  accessibility: Page;
  privacy: Page;
  help: Page;
  handbook: { contents: string; onlySwedish: string };
}

export const pageWords: Words<PageWords> = {
  sv: {
    accessibility: accessibilityPage.sv,
    privacy: privacyPage.sv,
    help: helpPage.sv,
    handbook: { contents: 'Innehåll', onlySwedish: '' },
  },
  en: {
    accessibility: accessibilityPage.en,
    privacy: privacyPage.en,
    help: helpPage.en,
    handbook: { contents: 'Contents', onlySwedish: 'The handbook is written in Swedish.' },
  },
};
