import type { Words } from './language.ts';
import type { Page } from './page.ts';

/** Help for somebody who sits in the hall with a phone. The facilitators' handbook comes after it. */
export const helpPage: Words<Page> = {
  sv: {
    title: 'Hjälp',
    prose: `# Hjälp

## Du som är med på ett möte

- **Kom in:** skriv koden som står på väggen, eller rikta kameran mot den rutiga bilden. Du behöver inget konto och inget namn.
- **Skriv en lapp:** en sak per lapp. Tryck på Skicka lappen. När det står Sparad har lappen kommit fram.
- **Ångra dig:** tryck på Ändra eller ta tillbaka under lappen. Det går så länge frågan är öppen.
- **Lägg prickar:** tryck på plus vid det du tycker är viktigast. Tryck på minus för att ta tillbaka en prick.
- **Följ med:** din skärm byter steg av sig själv. Det du höll på att skriva finns kvar.
- **Inget nät:** skriv som vanligt och låt sidan vara öppen. Lappen skickas när nätet är tillbaka.
- **Ingen telefon:** be om papper och penna. Processledaren skriver in din lapp.
- **Kör du fast:** räck upp handen, så kommer någon och hjälper dig.`,
    link: { href: '#handbok-för-processledare', label: 'Leder du mötet? Läs handboken längre ner.' },
  },
  en: {
    title: 'Help',
    prose: `# Help

## You who take part in a meeting

- **Come in:** type the code on the wall, or point your camera at the chequered picture. You need no account and no name.
- **Write a note:** one thing in each note. Press Send the note. When it says Saved, the note has arrived.
- **Change your mind:** press Change or take back under the note. You can as long as the question is open.
- **Place dots:** press plus at what matters most to you. Press minus to take a dot back.
- **Follow along:** your screen changes step by itself. What you were writing is still there.
- **No network:** write as usual and leave the page open. The note is sent when the network is back.
- **No phone:** ask for paper and a pen. The facilitator types in your note.
- **Stuck:** raise your hand, and somebody will come and help you.`,
    link: {
      href: '#handbok-för-processledare',
      label: 'Do you lead the meeting? The handbook is further down.',
    },
  },
};
