import type { NumberKind } from "../_ui/format-number.ts";

/** How a statistic of the engine's catalogue is shown. */
export interface StatisticRow {
  readonly kind: string;
  readonly label: string;
  readonly number: NumberKind;
  readonly meaning: string;
}

/** The statistics in reading order: what was won, what it cost in risk, how the trades went. */
export const STATISTIC_ROWS: readonly StatisticRow[] = [
  {
    kind: "totalReturn",
    label: "Total return",
    number: "percent",
    meaning: "End equity over capital, minus one",
  },
  { kind: "cagr", label: "CAGR", number: "percent", meaning: "Compound annual growth rate" },
  {
    kind: "sharpe",
    label: "Sharpe",
    number: "ratio",
    meaning: "Mean over deviation of daily returns, annualised",
  },
  { kind: "sortino", label: "Sortino", number: "ratio", meaning: "Mean over downside deviation, annualised" },
  { kind: "maxDrawdown", label: "Max drawdown", number: "percent", meaning: "Deepest fall from a peak" },
  {
    kind: "annualVolatility",
    label: "Volatility",
    number: "percent",
    meaning: "Deviation of daily returns, annualised",
  },
  { kind: "calmar", label: "Calmar", number: "ratio", meaning: "CAGR over the deepest drawdown" },
  { kind: "tradeCount", label: "Trades", number: "count", meaning: "Closed round trips" },
  {
    kind: "winRate",
    label: "Win rate",
    number: "percent",
    meaning: "Share of closed trades that made money",
  },
  { kind: "profitFactor", label: "Profit factor", number: "ratio", meaning: "Money won over money lost" },
  { kind: "expectancy", label: "Expectancy", number: "money", meaning: "Mean result of a closed trade" },
  { kind: "exposure", label: "Exposure", number: "percent", meaning: "Share of bars with an open position" },
];
