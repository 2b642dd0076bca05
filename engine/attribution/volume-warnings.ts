/** A share of a bar's volume above which nobody gets its price. */
const TOO_MUCH = 0.1;

/** What a run without a participation cap says of fills that are large beside their bar: there they are free. */
export function volumeWarnings(participation: number | null): string[] {
  if (participation === null || participation <= TOO_MUCH) return [];
  const share = Number((100 * participation).toPrecision(2));
  return [
    `the largest fills took ${share} % of their bar's volume, which nobody gets at its price; cap them by execution: { participation: 0.05 }, or trade with less`,
  ];
}
