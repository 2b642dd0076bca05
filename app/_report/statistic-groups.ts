import { STATISTIC_ROWS, type StatisticRow } from "./statistic-rows.ts";

/** Kinds by the question that they answer; what no group names comes under "other", so that a new statistic is never lost. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  Return: [
    ...[
      "totalReturn",
      "annualReturn",
      "calendarReturn",
      "sharpe",
      "sortino",
      "calmar",
      "omega",
      "gainToPain",
    ],
    ...[
      "stability",
      "kRatio",
      "periodWinRate",
      "periodProfitFactor",
      "periodPayoff",
      "positiveMonths",
      "bestMonth",
      "worstMonth",
    ],
  ],
  Risk: [
    ...[
      "annualVolatility",
      "annualDownside",
      "exposure",
      "averageLeverage",
      "peakLeverage",
      "netLeverage",
      "turnover",
    ],
    ...["costDrag", "breakEvenCost", "concentration"],
  ],
  Drawdown: [
    ...["maxDrawdown", "longestDrawdown", "longestDrawdownDays", "ulcerIndex", "painIndex"],
    ...["ulcerPerformance", "recoveryFactor"],
  ],
  Trades: [
    ...["tradeCount", "winRate", "profitFactor", "payoff", "expectancy", "systemQuality", "averageHold"],
    ...["medianHold", "averageMae", "averageMfe", "losingStreak"],
  ],
  Tail: [
    ...["valueAtRisk", "expectedShortfall", "valueAtRiskNormal", "valueAtRiskCornishFisher"],
    ...["tailRatio", "skewness", "kurtosis"],
  ],
  Inference: ["sharpeError", "autocorrelationSharpe", "probabilisticSharpe", "minTrackRecord"],
  "Against the benchmark": [
    ...["benchmarkReturn", "alpha", "alphaT", "beta", "rSquared", "informationRatio", "trackingError"],
    ...["upCapture", "downCapture", "capture", "captureRatio", "treynor", "arithmeticAlpha"],
    ...["battingAverage", "upBattingAverage", "downBattingAverage", "betaFragility"],
  ],
};

/** A group's statistics in reading order. */
export interface StatisticGroup {
  readonly title: string;
  readonly rows: readonly StatisticRow[];
}

/** The statistics that a run has, by group; empty groups are left out. */
export function statisticGroups(kinds: ReadonlySet<string>): StatisticGroup[] {
  const named = new Set(Object.values(GROUPS).flat());
  const others = STATISTIC_ROWS.filter((row) => !named.has(row.kind)).map((row) => row.kind);
  return Object.entries({ ...GROUPS, Other: others })
    .map(([title, wanted]) => ({
      title,
      rows: wanted.flatMap((kind) => STATISTIC_ROWS.filter((row) => row.kind === kind && kinds.has(kind))),
    }))
    .filter((group) => group.rows.length > 0);
}
