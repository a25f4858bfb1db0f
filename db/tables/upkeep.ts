import type { Kit } from '../kit.ts';

/** What keeps the service honest: answered commands, settings and the audit trail. */
export const upkeepTables = (k: Kit) => {
  /** A command that was answered once is answered the same way again, without a second effect. */
  const commands = k.table(
    'commands',
    {
      actor: k.text().notNull(),
      commandId: k.text().notNull(),
      meetingId: k.text(),
      verb: k.text().notNull(),
      /** What was said, as a hash: the same id with other words is not the same command. */
      bodyHash: k.text().notNull(),
      answer: k.json<unknown>().notNull(),
      at: k.time().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.actor, t.commandId] }), k.index('commands_meeting').on(t.meetingId)],
  );
  const settings = k.table('settings', { key: k.text().primaryKey(), value: k.json<unknown>().notNull() });
  const audit = k.table('audit', {
    id: k.text().primaryKey(),
    at: k.time().notNull(),
    actor: k.text().notNull(),
    what: k.text().notNull(),
    about: k.text().notNull(),
  });
  return { commands, settings, audit };
};
