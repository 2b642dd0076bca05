import { nearest } from "#engine/catalogue.ts";
import { EngineError } from "#engine/errors.ts";

/** The options of a run's bars. */
export const BARS_OPTIONS: readonly string[] = ["timeframe", "from", "to"];

/** The options of a backtest, as misspellings are measured against them. */
export const RUN_OPTIONS: readonly string[] = [
  ...["bars", "params", "capital", "fees", "slippage", "sizing", "risk", "execution", "seed", "from", "to"],
  ...[
    "periodsPerYear",
    "benchmark",
    "riskFreeRate",
    "corporateActions",
    "delistings",
    "finerBars",
    "mode",
    "code",
    "watch",
  ],
];

/**
 * Refuses an option whose name is a slip of a known one: left alone it would do nothing, and nobody would know.
 *
 * @throws EngineError "bad-param" with the option that was meant.
 */
export function refuseMisspelt(call: string, options: object, known: readonly string[]): void {
  for (const name of Object.keys(options)) {
    const near = known.includes(name) ? undefined : nearest(name, known);
    if (near === undefined) continue;
    throw new EngineError("bad-param", `unknown option of ${call}: ${name}; did you mean ${near}?`, {
      field: name,
    });
  }
}
