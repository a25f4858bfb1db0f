/** The one shared timer, on the server's clock. Times are milliseconds since 1970. */
export interface Timer {
  endsAt: number;
  /** Length it was started with, so screens can show how much has gone. */
  minutes: number;
}

const minute = 60_000;
const longest = 240 * minute;

export const startTimer = (now: number, minutes: number): Timer | null =>
  minutes > 0 ? { endsAt: now + minutes * minute, minutes } : null;

/** Adds time from now when it has run out, otherwise to what is left. Never more than four hours ahead. */
export const extendTimer = (timer: Timer | null, now: number, seconds: number): Timer => {
  const from = Math.max(timer?.endsAt ?? now, now);
  const endsAt = Math.min(from + seconds * 1000, now + longest);
  return { endsAt, minutes: Math.max(timer?.minutes ?? 0, Math.ceil((endsAt - now) / minute)) };
};

/** Milliseconds left; below zero is how long ago it ended. The timer is a guide: it cuts nobody off. */
export const timeLeft = (timer: Timer, now: number): number => timer.endsAt - now;
