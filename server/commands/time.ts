/** A date at another moment, made from one that came in: commands own no clock. */
export const dateAt = (like: Date, ms: number): Date => {
  const date = structuredClone(like);
  date.setTime(ms);
  return date;
};
