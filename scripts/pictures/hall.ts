import type { LeadView } from '../../shared/wire/views.ts';
import { Browser } from '../crowd/browser.ts';
import { groupOnce } from '../crowd/lead.ts';
import { ownSentences } from '../crowd/sentences.ts';
import { leadView, signedIn } from '../crowd/staff.ts';
import { accounts, liveMeetingId, password } from '../demo/stage.ts';

const people = 12;

/** The told meeting with a dozen people in it, moved along by hand so that each picture shows the same. */
export interface PicturedHall {
  lead: Browser;
  collect(): Promise<void>;
  group(): Promise<void>;
  dots(): Promise<void>;
  close(): void;
}

export const openPicturedHall = async (url: string, joinCode: string): Promise<PicturedHall> => {
  const lead = await signedIn(url, { email: accounts.facilitator.email, password });
  const phones = await Promise.all(Array.from({ length: people }, () => phoneIn(url, joinCode)));
  const lines = phones.map((phone) => phone.line(liveMeetingId));
  const stepOf = async (kind: LeadView['room']['steps'][number]['kind']) => {
    const { room } = await leadView(lead, liveMeetingId);
    const step = room.steps.find((s) => s.kind === kind);
    if (!step) throw new Error(`The agenda has no ${kind}.`);
    return { stepId: step.id, options: room.options[step.id] ?? [], dotsPerPerson: step.dotsPerPerson };
  };
  return {
    lead,
    collect: async () => {
      const { stepId } = await stepOf('collect');
      for (const [i, text] of ownSentences.slice(0, 2 * people).entries())
        await phones[i % people]?.say('note.write', liveMeetingId, {
          noteId: crypto.randomUUID(),
          stepId,
          text,
        });
      await lead.say('notes.reveal', liveMeetingId, { stepId, revealed: true });
    },
    group: async () => {
      await lead.say('step.open', liveMeetingId, { stepId: (await stepOf('group')).stepId });
      const home = new AbortController().signal;
      await groupOnce({ browser: lead, meetingId: liveMeetingId, pace: 'fast', home, tell: () => undefined });
    },
    dots: async () => {
      await lead.say('step.open', liveMeetingId, { stepId: (await stepOf('dots')).stepId });
      const { stepId, options, dotsPerPerson } = await stepOf('dots');
      for (const [i, phone] of phones.entries())
        for (let dot = 1; dot <= dotsPerPerson; dot += 1) {
          const targetId = options[(i * dot) % options.length]?.id ?? '';
          await phone.say('dot.place', liveMeetingId, { stepId, dot, targetId });
        }
    },
    close: () => lines.forEach((line) => line.disconnect()),
  };
};

const phoneIn = async (url: string, code: string): Promise<Browser> => {
  const phone = new Browser(url);
  await phone.ask('/api/v1/join', { code });
  return phone;
};
