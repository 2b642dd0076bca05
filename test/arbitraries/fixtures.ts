import { existsSync, readFileSync } from "node:fs";
import { parseBarsCsv } from "#engine/data/bars-csv.ts";
import type { Bars } from "#engine/market/bars.ts";

const FIXTURES = "../shared/fixtures";

/** Whether the folder of shared fixtures lies beside the project; tests that need it are skipped where it does not. */
export const hasFixtures = existsSync(FIXTURES);

/** Title of a suite that needs the fixtures: says why where it is skipped. */
export function needsFixtures(title: string): string {
  return hasFixtures ? title : `${title} (skipped: ${FIXTURES} is absent)`;
}

/** A fixture's text by its path below the folder of fixtures. */
export function readFixture(path: string): string {
  return readFileSync(`${FIXTURES}/${path}`, "utf8");
}

/** A JSON fixture as the type that the caller knows it to have. */
export function readJsonFixture<T>(path: string): T {
  return JSON.parse(readFixture(path)) as T;
}

const SERIES = {
  SP500_1d: "node_modules/vega-datasets/data/sp500-2000.csv",
  AAPL_obs_1d: "node_modules/@observablehq/sample-datasets/aapl.csv",
  GOOG_1d: `${FIXTURES}/market/GOOG.csv`,
} as const;

/** The names of the real series that goldens were computed on. */
export const REAL_SERIES = ["SP500_1d", "AAPL_obs_1d", "GOOG_1d"] as const;

/** Real daily bars by the name that the fixtures give them. */
export function realBars(name: (typeof REAL_SERIES)[number]): Bars {
  return parseBarsCsv(readFileSync(SERIES[name], "utf8"), { symbol: name, timeframe: "1d" });
}
