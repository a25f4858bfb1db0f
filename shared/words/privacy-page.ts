import type { Words } from './language.ts';
import type { Page } from './page.ts';

const authority = 'https://www.imy.se/';

/** What article 13 of the data protection regulation asks us to tell people, before they write anything. */
export const privacyPage: Words<Page> = {
  sv: {
    title: 'Dina uppgifter',
    prose: `# Dina uppgifter

Du behöver inte uppge namn, skaffa konto eller legitimera dig för att vara med på ett möte. Här står vad som ändå sparas, varför och hur länge.

## Vem ansvarar

Den kommun eller förening som har bjudit in till mötet är personuppgiftsansvarig. Vilken det är står i inbjudan. Har du frågor om dina uppgifter kan du vända dig dit eller till dess dataskyddsombud, om den har ett.

## Vad vi sparar

- **Lappar** som du skriver, och i vilket steg av mötet du skrev dem.
- **Prickar** som du lägger.
- **Erbjudanden** om tid, lokal, kunskap eller pengar, om du ger något.
- **Kontaktuppgifter**, bara om du själv lämnar dem tillsammans med ett erbjudande.
- **En kaka för varje möte.** Den är ett slumpat tal i din webbläsare som gör att du hittar tillbaka till dina egna lappar. Den används inte till något annat, och utan den går det inte att delta på telefon. Väljer du språk sparas även det i en kaka.
- **Text som inte har hunnit skickas** ligger kvar i din telefon tills den är sparad hos oss.
- **Tekniska uppgifter**, som ip-adress, används en kort tid för att stoppa missbruk och hitta fel.

Vi följer dig inte på nätet, har ingen reklam och hämtar inget från andra företag.

## Varför vi får göra det

Uppgifterna används för att planera servicen i bygden tillsammans med dem som bor och verkar där. För en kommun är det en uppgift av allmänt intresse, artikel 6.1 e i dataskyddsförordningen. För en förening är det ett berättigat intresse, artikel 6.1 f: att ta vara på bygdens synpunkter. Du väljer själv om du vill delta.

## När mötet avslutas

När processledaren avslutar mötet klipps kopplingen mellan din telefon och det du har skrivit. Därefter kan ingen se vilka lappar och prickar som är dina, inte heller vi. Det betyder också att vi inte kan leta upp dem åt dig. Vill du ändra eller ta tillbaka en lapp, gör det medan steget är öppet.

## Vem får se

- Lappar och prickar visas i rummet när processledaren visar dem. En lapp som hindrar eller sårar kan döljas, men den finns kvar hos processledaren.
- Resultatet går till kommunens tjänstepersoner och förtroendevalda, och kan delas med regionen.
- Kontaktuppgifter förvaras för sig. De visas aldrig i rummet och följer inte med resultatet. Bara den som ska ta kontakt med dig får se dem.
- Den som sköter servern åt kommunen eller föreningen får bara göra det som de har bestämt.

**När en kommun håller i mötet kan det som skrivs bli allmänna handlingar.** Då kan vem som helst begära att få läsa dem. Det kan gälla även kontaktuppgifter. Skriv därför inget om andras hälsa eller privatliv, och inga namn.

## Hur länge

Lappar, teman, prickar och erbjudanden sparas tillsammans med mötets handlingar. En kommun får bara ta bort dem enligt sina beslut om arkiv och gallring. Kontaktuppgifter sparas så länge de behövs för att ta vara på erbjudandet, eller tills du tar tillbaka det.

## En lapp är inget medborgarförslag

En lapp är en del av samtalet. Den ger dig inte rätt till ett eget beslut eller svar, och den är varken ett medborgarförslag, en ansökan eller ett överklagande. Vill du lämna ett sådant, vänd dig till kommunen.

## Dina rättigheter

Du kan begära att få veta vilka uppgifter om dig som finns, få fel rättade, invända mot behandlingen och be att uppgifter begränsas eller tas bort. Allmänna handlingar får en kommun inte alltid ta bort. Inga beslut om dig fattas automatiskt. Du kan också klaga hos Integritetsskyddsmyndigheten.`,
    link: { href: authority, label: 'Till Integritetsskyddsmyndigheten' },
  },
  en: {
    title: 'Your data',
    prose: `# Your data

You need not give a name, make an account or identify yourself to take part in a meeting. This page says what is kept all the same, why and for how long.

## Who is responsible

The municipality or association that invited you to the meeting is the controller of personal data. The invitation says which it is. With questions about your data you can turn there, or to its data protection officer if it has one.

## What we keep

- **Notes** that you write, and in which step of the meeting you wrote them.
- **Dots** that you place.
- **Offers** of time, premises, skill or money, if you make any.
- **Contact details**, only if you choose to leave them with an offer.
- **One cookie for each meeting.** It is a random number in your browser that leads you back to your own notes. It is used for nothing else, and without it you cannot take part by phone. If you choose a language, that too is kept in a cookie.
- **Text that has not been sent yet** stays in your phone until we have stored it.
- **Technical data**, such as your IP address, is used for a short time to stop abuse and to find faults.

We do not follow you on the web, have no advertising and fetch nothing from other companies.

## Why we may do this

The data is used to plan service in the village together with those who live and work there. For a municipality that is a task in the public interest, article 6.1 e of the General Data Protection Regulation. For an association it is a legitimate interest, article 6.1 f: to make use of what the village thinks. You choose whether to take part.

## When the meeting is closed

When the process leader closes the meeting, the link between your phone and what you wrote is cut. After that nobody can see which notes and dots are yours, nor can we. It also means that we cannot find them for you. If you want to change or take back a note, do it while the step is open.

## Who may see it

- Notes and dots are shown in the room when the process leader reveals them. A note that disturbs or hurts may be hidden, but the process leader still has it.
- The outcome goes to the municipality's officers and politicians, and may be shared with the region.
- Contact details are kept apart. They are never shown in the room and do not follow the outcome. Only the person who is to contact you may see them.
- Whoever runs the server for the municipality or association may only do what these have decided.

**When a municipality holds the meeting, what is written may become public documents.** Anybody can then ask to read them. That can hold for contact details too. So write nothing about other people's health or private life, and no names.

## For how long

Notes, themes, dots and offers are kept with the documents of the meeting. A municipality may remove them only by its decisions on archives and disposal. Contact details are kept for as long as they are needed to make use of the offer, or until you take it back.

## A note is not a citizen's proposal

A note is part of the conversation. It gives you no right to a decision or answer of its own, and it is neither a citizen's proposal (medborgarförslag), an application nor an appeal. If you want to submit one of those, turn to the municipality.

## Your rights

You can ask which data about you exists, have faults corrected, object to how it is used and ask for it to be restricted or removed. A municipality may not always remove public documents. No decision about you is made automatically. You can also complain to the Swedish Authority for Privacy Protection.`,
    link: { href: authority, label: 'To the Swedish Authority for Privacy Protection' },
  },
};
