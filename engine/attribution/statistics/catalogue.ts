import { createCatalogue, type Catalogue } from "../../catalogue.ts";
import { annualReturn } from "./annual-return.ts";
import { annualVolatility } from "./annual-volatility.ts";
import { calmar } from "./calmar.ts";
import { expectancy } from "./expectancy.ts";
import { exposure } from "./exposure.ts";
import { maxDrawdown } from "./max-drawdown.ts";
import { profitFactor } from "./profit-factor.ts";
import { sharpe } from "./sharpe.ts";
import { sortino } from "./sortino.ts";
import type { Performance, Statistic } from "./statistic.ts";
import { totalReturn } from "./total-return.ts";
import { tradeCount } from "./trade-count.ts";
import { winRate } from "./win-rate.ts";

/** Every built-in statistic, in the order that reports show them. */
export const statistics: Catalogue<Statistic> = createCatalogue<Statistic>("statistics", [
  totalReturn,
  annualReturn,
  annualVolatility,
  sharpe,
  sortino,
  maxDrawdown,
  calmar,
  winRate,
  profitFactor,
  expectancy,
  tradeCount,
  exposure,
]);

/** Every statistic of a run by kind; null where it is not defined. */
export function computeStatistics(performance: Performance): Record<string, number | null> {
  return Object.fromEntries(
    statistics.blocks.map((statistic) => [statistic.kind, statistic.compute(performance)]),
  );
}
