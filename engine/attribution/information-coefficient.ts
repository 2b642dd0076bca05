import { EngineError } from "../errors.ts";
import { mean, sampleDeviation } from "../series/moments.ts";
import { rankCorrelation } from "../series/rank-correlation.ts";

/** How well forecasts ranked what came after them. */
export interface InformationCoefficient {
  /** Mean rank correlation, -1 to 1; null where none is defined. */
  readonly mean: number | null;
  /** Standard deviation over the moments, mean over it, and the mean's t statistic; null for fewer than two moments. */
  readonly deviation: number | null;
  readonly ratio: number | null;
  readonly t: number | null;
  /** Moments at which a correlation is defined. */
  readonly moments: number;
  /** The rank correlation of each moment; NaN where it is not defined. Shape [moments]. */
  readonly values: Float64Array;
}

/**
 * Information coefficient of one symbol's forecasts: Spearman's correlation of each forecast with the return over the bars after it.
 *
 * @param forecasts Shape [bars]: what was known at each close; NaN where there was no forecast.
 * @param closes Shape [bars].
 * @param horizonBars Bars ahead, 1 or more. The last ones have no future yet and are left out.
 * @returns NaN where fewer than 3 forecasts have a future.
 * @throws EngineError "bad-param" on a horizon below 1.
 * @see Grinold, Kahn (2000), Active Portfolio Management, chapter 6.
 * @example informationCoefficient(indicator(rsi({ lengthBars: 14 }), prices), prices.close, 5)
 */
export function informationCoefficient(
  forecasts: Float64Array,
  closes: Float64Array,
  horizonBars = 1,
): number {
  if (!Number.isInteger(horizonBars) || horizonBars < 1)
    throw new EngineError("bad-param", `invalid horizonBars: ${horizonBars}; use 1 or more`);
  const ahead = closes.map((close, bar) => (closes[bar + horizonBars] ?? NaN) / close - 1);
  return rankCorrelation(forecasts, ahead);
}

/**
 * Information coefficient across symbols: at every moment the rank correlation of all forecasts with what each symbol then returned.
 *
 * @param forecasts By symbol, shape [moments] each; NaN where a symbol had none.
 * @param returns By symbol in the same order, shape [moments] each: of the time after each forecast.
 * @example const stocks = syntheticUniverse({ symbols: 5 }).map(({ bars }) => bars); crossSectionalCoefficient(stocks.map(({ close }) =>
 *   close.map((price, bar) => price / (close[bar - 20] ?? NaN))), stocks.map(({ close }) => close.map((price, bar) => (close[bar + 1] ?? NaN) /
 *   price - 1)))
 */
export function crossSectionalCoefficient(
  forecasts: readonly Float64Array[],
  returns: readonly Float64Array[],
): InformationCoefficient {
  const moments = forecasts[0]?.length ?? 0;
  const values = Float64Array.from({ length: moments }, (_, row) =>
    rankCorrelation(
      Float64Array.from(forecasts, (column) => column[row] ?? NaN),
      Float64Array.from(returns, (column) => column[row] ?? NaN),
    ),
  );
  const defined = values.filter((value) => !Number.isNaN(value));
  const average = mean(defined);
  const deviation = sampleDeviation(defined);
  const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
  return {
    ...{ mean: finite(average), deviation: finite(deviation), ratio: finite(average / deviation) },
    t: finite((average / deviation) * Math.sqrt(defined.length)),
    ...{ moments: defined.length, values },
  };
}
