/** The statistics that are read first, by kind, in reading order: the report's first line and the command line's. */
export const HEADLINE_STATISTICS: readonly string[] = [
  "totalReturn",
  "annualReturn",
  "sharpe",
  "maxDrawdown",
  "tradeCount",
  "winRate",
  "profitFactor",
];
