/** A track record's Sharpe ratio per period and what its error depends on. */
export interface SharpeSample {
  /** Mean over deviation per period, not per year. */
  readonly sharpe: number;
  /** Number of returns. */
  readonly periods: number;
  /** Of the population; 0 for normal returns. */
  readonly skewness: number;
  /** Raw, not in excess: 3 for normal returns. */
  readonly kurtosis: number;
}

/** The part of a Sharpe ratio's variance that does not shrink with the sample. */
export function sharpeVariance({ sharpe, skewness, kurtosis }: Omit<SharpeSample, "periods">): number {
  return 1 - skewness * sharpe + ((kurtosis - 1) / 4) * sharpe * sharpe;
}

/**
 * Standard error of a Sharpe ratio per period, for returns that need not be normal.
 *
 * @see Mertens (2002); Bailey and Lopez de Prado (2012), The Sharpe Ratio Efficient Frontier.
 */
export function sharpeError(sample: SharpeSample): number {
  return Math.sqrt(sharpeVariance(sample) / (sample.periods - 1));
}

/** Standard error of a Sharpe ratio for independent normal returns: root of (1 + SR^2 / 2) / T. @see Lo (2002), The Statistics of Sharpe Ratios. */
export function sharpeErrorNormal(sharpe: number, periods: number): number {
  return Math.sqrt((1 + (sharpe * sharpe) / 2) / periods);
}
