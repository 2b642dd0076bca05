/**
 * A score of data from 0 to 1 as people read it everywhere: whole points of a hundred, never rounded up to a full one.
 *
 * @returns A whole number from 0 to 100.
 */
export function scorePoints(score: number): number {
  // A score has six decimals: 0.29 * 100 must not be taken for 28.
  return Math.floor(Number((score * 100).toFixed(4)));
}

/** The same with its scale: "95 of 100". */
export function scoreText(score: number): string {
  return `${scorePoints(score)} of 100`;
}
