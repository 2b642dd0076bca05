import { nelderMead } from "../../series/nelder-mead.ts";

/** Losses beyond what was seen, by a generalised Pareto tail; fractions, losses above 0. */
export interface TailRisk {
  /** Losses from here on were fitted. */
  readonly threshold: number;
  readonly scale: number;
  /** Above 0: the larger, the fatter the tail. */
  readonly shape: number;
  readonly valueAtRisk: number;
  readonly expectedShortfall: number;
}

const FIRST_THRESHOLD = 0.2;
const LAST_THRESHOLD = 1e-9;

/**
 * Value at risk and expected shortfall from a generalised Pareto distribution of losses, fitted from the largest threshold (0.2, halved each
 * time) at which its tail is fat. For research: not part of a run's statistics, since the fit costs more than a run.
 *
 * The likelihood is of losses themselves, not of their distances from the threshold, as empyrical has it.
 *
 * @param returns Simple returns per period.
 * @param share Of periods with a loss, how many are worse than the value at risk: 0.01 by default.
 * @returns Null where no threshold gives a fat tail. O(losses times a few hundred).
 * @see Gilli, Këllezi (2006), An Application of Extreme Value Theory for Measuring Financial Risk; empyrical gpd_risk_estimates.
 * @example tailRisk(closeReturns(result), 0.05)
 */
export function tailRisk(returns: Float64Array, share = 0.01): TailRisk | null {
  const losses = returns.filter((value) => value < 0).map((value) => -value);
  for (let threshold = FIRST_THRESHOLD; threshold > LAST_THRESHOLD; threshold /= 2) {
    const beyond = losses.filter((loss) => loss >= threshold);
    const fit = beyond.length === 0 ? undefined : nelderMead((at) => -likelihood(beyond, at), [1, 1]);
    const [scale = NaN, shape = NaN] = fit ?? [];
    const excess = ((losses.length / beyond.length) * share) ** -shape - 1;
    const valueAtRisk = threshold + (scale / shape) * excess;
    if (!(shape > 0 && valueAtRisk > 0)) continue;
    const expectedShortfall = valueAtRisk / (1 - shape) + (scale - shape * threshold) / (1 - shape);
    return { threshold, scale, shape, valueAtRisk, expectedShortfall };
  }
  return null;
}

/** Logarithm of the likelihood of losses; the smallest number outside the parameters' range. */
function likelihood(losses: Float64Array, [scale = NaN, shape = NaN]: readonly number[]): number {
  const count = losses.length;
  if (shape === 0) return -count * Math.log(scale) - losses.reduce((sum, loss) => sum + loss, 0) / scale;
  const factor = shape / scale;
  if (scale === 0 || !(factor >= 0) || !(scale >= 0)) return -Number.MAX_VALUE;
  const logs = losses.reduce((sum, loss) => sum + Math.log(factor * loss + 1), 0);
  return -count * Math.log(scale) - (1 / shape + 1) * logs;
}
