import type { Dataset } from "../data/align.ts";
import type { Account } from "../execution/account.ts";
import type { Ledger } from "../execution/ledger.ts";
import type { Settings } from "../execution/run-settings.ts";
import { netExposure } from "./net-exposure.ts";
import { roundTrips, type RoundTrip } from "./round-trips.ts";
import { performanceOf, type Performance } from "./statistics/statistic.ts";

/** The parts of a finished run that its statistics are made of. */
export interface RunParts {
  readonly account: Account;
  readonly dataset: Dataset;
  readonly ledger: Ledger;
  readonly settings: Settings;
}

/** What else statistics may be told: returns of a benchmark of shape [closes], the risk-free rate per year. */
export interface Yardsticks {
  readonly benchmark?: Float64Array | undefined;
  readonly riskFreeRate?: number | undefined;
}

/** A run's round trips, with what happened to them beside their fills. O(fills + bars held). */
export function tripsOfRun({ account, dataset }: Pick<RunParts, "account" | "dataset">): RoundTrip[] {
  const { splits, carries, positions } = account;
  const ambiguous = new Map(positions.map((book) => [book.symbol, book.ambiguous]));
  const openCarries = new Map(
    positions.map(({ symbol, tripDividends: dividends, tripFinancing: financing }) => [
      symbol,
      { dividends, financing },
    ]),
  );
  const bases = new Map(positions.map((book) => [book.symbol, book.bases]));
  return roundTrips(account.fills, dataset.bars, { splits, ambiguous, carries, openCarries, bases });
}

/** Gathers what the statistics of a run need. O(closes + fills). */
export function performanceOfRun(
  run: RunParts,
  trades: readonly RoundTrip[],
  yardsticks: Yardsticks = {},
): Performance {
  const { account, dataset, ledger, settings } = run;
  const { time, equity, exposure } = ledger;
  const opens = dataset.bars.map(
    ({ openTime }, index) => openTime[dataset.firstBars[index] ?? 0] ?? Infinity,
  );
  return performanceOf({
    ...{ time, equity, exposure, trades, ...yardsticks },
    capital: settings.capital,
    start: opens.reduce((first, open) => Math.min(first, open), Infinity),
    periodsPerYear: settings.periodsPerYear ?? dataset.periodsPerYear,
    traded: account.fills.reduce((sum, { quantity, price }) => sum + quantity * price, 0),
    netExposure: () =>
      netExposure({ bars: dataset.bars, fills: account.fills, splits: account.splits, ledger }),
    costs: account.feesPaid + account.slippagePaid,
  });
}
