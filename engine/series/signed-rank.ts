import { fastNormalCdf } from "./normal-tail.ts";

/** Most values whose distribution is counted out. */
const EXACT = 50;

/**
 * Probability of differences at least as large, where they lie evenly around 0: Wilcoxon's signed-rank test against "greater".
 *
 * Zeros keep their ranks, half to each side. Counted out up to 50 differences without ties, else by the normal distribution.
 *
 * @returns NaN for none. O(n^3) where counted out.
 * @see Wilcoxon (1945); Pratt (1959); scipy.stats.wilcoxon(zero_method="zsplit", alternative="greater").
 */
export function signedRankPValue(differences: readonly number[]): number {
  const count = differences.length;
  if (count === 0) return NaN;
  const sizes = differences.map(Math.abs);
  const ranks = sizes.map((size) => {
    const below = sizes.filter((other) => other < size).length;
    const equal = sizes.filter((other) => other === size).length;
    return below + (equal + 1) / 2;
  });
  const positive = differences.reduce((sum, value, place) => {
    const rank = ranks[place] as number;
    return sum + (value > 0 ? rank : value === 0 ? rank / 2 : 0);
  }, 0);
  const isPlain = new Set(sizes).size === count && !sizes.includes(0);
  if (isPlain && count <= EXACT) return exactTail(count, positive);
  const mean = (count * (count + 1)) / 4;
  const variance = ranks.reduce((sum, rank) => sum + rank * rank, 0) / 4;
  return variance > 0 ? fastNormalCdf((mean - positive) / Math.sqrt(variance)) : 1;
}

/** Share of the 2^n signs whose positive ranks sum to at least `sum`. */
function exactTail(count: number, sum: number): number {
  const most = (count * (count + 1)) / 2;
  const ways = new Float64Array(most + 1);
  ways[0] = 1;
  for (let rank = 1; rank <= count; rank++)
    for (let total = most; total >= rank; total--)
      ways[total] = (ways[total] as number) + (ways[total - rank] as number);
  return ways.slice(sum).reduce((all, some) => all + some, 0) / 2 ** count;
}
