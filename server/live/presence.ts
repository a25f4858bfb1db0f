/** Who is connected to a meeting, as numbers. Two tabs of one phone are one person. */
export interface Presence {
  come(meetingId: string, person: string): void;
  go(meetingId: string, person: string): void;
  here(meetingId: string): number;
}

export const makePresence = (): Presence => {
  const meetings = new Map<string, Map<string, number>>();
  const of = (meetingId: string): Map<string, number> => {
    const people = meetings.get(meetingId) ?? new Map<string, number>();
    meetings.set(meetingId, people);
    return people;
  };
  return {
    come: (meetingId, person) => {
      const people = of(meetingId);
      people.set(person, (people.get(person) ?? 0) + 1);
    },
    go: (meetingId, person) => {
      const people = of(meetingId);
      const left = (people.get(person) ?? 0) - 1;
      if (left > 0) people.set(person, left);
      else people.delete(person);
      if (people.size === 0) meetings.delete(meetingId);
    },
    here: (meetingId) => meetings.get(meetingId)?.size ?? 0,
  };
};
