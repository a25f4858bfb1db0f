import type { Words } from './language.ts';
import type { Page } from './page.ts';

const report = 'https://www.digg.se/tdosanmalan';

/**
 * The accessibility statement the law (2018:1937) asks for. Whoever runs the service states who they are, how
 * to reach them and when it was assessed, in `actor`; what we know is missing stands here until it is mended.
 */
const actor = {
  sv: {
    name: 'Den kommun eller förening som har bjudit in till ditt möte',
    contact: 'Säg till processledaren, eller kontakta den som bjöd in till mötet.',
    assessed: 'Ingen utomstående har granskat tjänsten än. Uppgifterna här är vår egen bedömning.',
  },
  en: {
    name: 'The municipality or association that invited you to your meeting',
    contact: 'Tell the process leader, or contact whoever invited you to the meeting.',
    assessed: 'Nobody outside has reviewed the service yet. What is said here is our own assessment.',
  },
};

export const accessibilityPage: Words<Page> = {
  sv: {
    title: 'Tillgänglighetsredogörelse',
    prose: `# Tillgänglighets\u00adredogörelse

${actor.sv.name} ansvarar för att du kan använda Bystämma. Alla ska kunna delta i mötet, på telefon, på dator eller på papper. Här står hur långt vi har kommit, vad som brister och hur du säger till.

## Så väl uppfyller vi kraven

Bystämma är byggd för att följa lagen om tillgänglighet till digital offentlig service, standarden EN 301 549 V3.2.1 och riktlinjerna WCAG 2.2 på nivå AA. Den är **delvis förenlig** med lagen. Bristerna står nedan.

## Vad som inte är tillgängligt

- Tjänsten är inte prövad tillsammans med personer som använder skärmläsare, förstoring eller röststyrning. Det kan finnas hinder som vi inte känner till.
- När många lappar kommer samtidigt läses bara antalet upp, inte varje lapp. Lapparna finns att läsa i listan.
- Lappar på andra språk än svenska är inte alltid märkta med sitt språk, så en skärmläsare kan uttala dem fel.
- Det som andra har skrivit kan vara svårt att läsa. Vi ändrar inte deras ord.
- Filer som laddas ner från tjänsten är inte granskade för sig. Samma uppgifter finns på webbsidor.
- Handboken finns bara på svenska. Lättläst text, teckenspråk och de nationella minoritetsspråken saknas.

Vi har inte åberopat undantag för oskäligt betungande anpassning.

## Så kan du göra i stället

- Allt som går att dra kan du också göra med knappar, kryssrutor och tangentbord.
- Allt på duken finns även på din telefon, utom sådant som bara är utsmyckning.
- Tidtagaren är ett stöd. Din text finns kvar när tiden är slut, och processledaren kan lägga till tid.
- Du kan vara med utan telefon. Skriv på papper, så skriver processledaren in din lapp.

## Så har vi prövat

Vi har gått igenom sidorna själva och bygger dem av vanliga webbdelar som hjälpmedel känner igen. ${actor.sv.assessed}

## Säg till om något hindrar dig

${actor.sv.contact} Berätta vad du ville göra och vad som tog emot. Du kan också be att få innehållet på ett annat sätt.

## Tillsyn

Myndigheten för digital förvaltning har tillsyn över lagen. Är du inte nöjd med hur vi tar hand om det du har sagt kan du anmäla det dit.`,
    link: { href: report, label: 'Anmäl bristande tillgänglighet till Digg' },
  },
  en: {
    title: 'Accessibility statement',
    prose: `# Accessibility statement

${actor.en.name} is responsible for your being able to use Bystämma. Everybody should be able to take part in the meeting, by phone, by computer or on paper. This page says how far we have come, what is lacking and how to tell us.

## How well we meet the requirements

Bystämma is built to follow the Swedish act on accessibility of digital public services, the standard EN 301 549 V3.2.1 and the guidelines WCAG 2.2, level AA. It is **partly compliant** with the act. What is lacking is listed below.

## What is not accessible

- The service has not been tried together with people who use screen readers, magnification or voice control. There may be obstacles that we do not know of.
- When many notes arrive at once only their number is announced, not each note. The notes can be read in the list.
- Notes in other languages than Swedish are not always marked with their language, so a screen reader may mispronounce them.
- What others have written can be hard to read. We do not change their words.
- Files downloaded from the service have not been reviewed separately. The same facts are found on web pages.
- The handbook is in Swedish only. There is no easy-read text, no sign language and none of the national minority languages.

We have not invoked the exception for disproportionate burden.

## What you can do instead

- Whatever can be dragged can also be done with buttons, tick boxes and the keyboard.
- Everything on the wall is also on your phone, except mere decoration.
- The timer is a guide. Your text is kept when time is up, and the process leader can add time.
- You can take part without a phone. Write on paper, and the process leader types your note.

## How we have tried it

We have gone through the pages ourselves and build them of ordinary web parts that assistive technology knows. ${actor.en.assessed}

## Tell us if something stops you

${actor.en.contact} Say what you wanted to do and what got in the way. You can also ask for the content in another form.

## Supervision

The Swedish Agency for Digital Government supervises the act. If you are not satisfied with how we handle what you told us, you can report it there.`,
    link: { href: report, label: 'Report lacking accessibility to Digg (in Swedish)' },
  },
};
