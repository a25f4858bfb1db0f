/**
 * The calendar day in Sweden, `YYYY-MM-DD`. Days of meetings, promises and register entries are days as people
 * here count them, whatever clock the server keeps.
 */
export const swedishDay = (at: Date | number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(at);
