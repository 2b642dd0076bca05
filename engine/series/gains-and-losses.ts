/** Sums and counts of what lies above and below a level; `losses` is 0 or more. */
export interface GainsAndLosses {
  readonly gains: number;
  readonly losses: number;
  readonly wins: number;
  readonly defeats: number;
}

/** Splits values at a level (0 by default) into gains and losses, as distances from it; values at the level count nowhere. O(values). */
export function gainsAndLosses(values: Float64Array, level = 0): GainsAndLosses {
  let gains = 0;
  let losses = 0;
  let wins = 0;
  let defeats = 0;
  for (let row = 0; row < values.length; row++) {
    const distance = (values[row] as number) - level;
    if (distance > 0) {
      gains += distance;
      wins += 1;
    } else if (distance < 0) {
      losses -= distance;
      defeats += 1;
    }
  }
  return { gains, losses, wins, defeats };
}
