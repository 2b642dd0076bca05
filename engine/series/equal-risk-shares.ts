/** Shares that stop moving by less than this, relatively, are found. */
const TOLERANCE = 1e-13;
const MAX_SWEEPS = 500;

/**
 * Shares of a whole in which every part contributes the same risk: share times marginal volatility is equal for all. Found by cyclical
 * coordinate descent on the correlations, so that it does not matter in which units the parts swing.
 *
 * @param covariance Symmetric, row after row, shape [n * n]; every variance above 0.
 * @param count n.
 * @returns Shape [n], each above 0, with a sum of 1. O(n squared) per sweep, a few dozen sweeps.
 * @see Griveau-Billion, Richard, Roncalli (2013), A Fast Algorithm for Computing High-Dimensional Risk Parity Portfolios, section 2.2.
 */
export function equalRiskShares(covariance: Float64Array, count: number): Float64Array {
  const deviations = new Float64Array(count);
  for (let i = 0; i < count; i++) deviations[i] = Math.sqrt(covariance[i * count + i] as number);
  const correlation = correlationsOf(covariance, deviations);
  // Risk-scaled holdings: the start is exact where nothing correlates.
  const held = new Float64Array(count).fill(1);
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) if (descend(correlation, held) < TOLERANCE) break;
  let sum = 0;
  for (let i = 0; i < count; i++) sum += held[i] = (held[i] as number) / (deviations[i] as number);
  return held.map((value) => value / sum);
}

function correlationsOf(covariance: Float64Array, deviations: Float64Array): Float64Array {
  const count = deviations.length;
  return covariance.map((value, at) => {
    const row = Math.floor(at / count);
    return value / ((deviations[row] as number) * (deviations[at - row * count] as number));
  });
}

/** One pass over all coordinates, each set to its optimum while the others stay. @returns The largest relative change. */
function descend(correlation: Float64Array, held: Float64Array): number {
  const count = held.length;
  let moved = 0;
  for (let i = 0; i < count; i++) {
    let others = 0;
    for (let j = 0; j < count; j++)
      if (j !== i) others += (correlation[i * count + j] as number) * (held[j] as number);
    const best = (Math.sqrt(others * others + 4) - others) / 2;
    moved = Math.max(moved, Math.abs(best / (held[i] as number) - 1));
    held[i] = best;
  }
  return moved;
}
