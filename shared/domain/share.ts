/** How few people may stand behind a share before it says more about them than about the village. */
export const shareLimits = { share: 5, percent: 20 } as const;

/** Share (0 to 1) of those who gave dots, or undefined when they were fewer than five. */
export const shareOf = (people: number, dotGivers: number): number | undefined =>
  dotGivers < shareLimits.share ? undefined : people / dotGivers;

/** Whole percent, or undefined when fewer than twenty gave dots: 1 of 12 is not 8 percent of anything. */
export const percentOf = (people: number, dotGivers: number): number | undefined =>
  dotGivers < shareLimits.percent ? undefined : Math.round((100 * people) / dotGivers);
