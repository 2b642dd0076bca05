import { z } from "zod";
import { asOfRows, takeRows } from "../data/as-of.ts";
import { EngineError } from "../errors.ts";
import type { BarColumn, Bars } from "../market/bars.ts";

const COLUMNS: readonly string[] = ["open", "high", "low", "close", "volume"] satisfies BarColumn[];

/** The schema of what to compare with. */
export const benchmark: z.ZodDefault<z.ZodString> = z
  .string()
  .min(1)
  .max(40)
  .default("close")
  .describe("what to compare with: a symbol of the run (its close), or a column of the bars themselves");

/**
 * The benchmark's values beside the bars' own: a column of the bars, or another symbol's last close that was available at each close.
 *
 * @param others The run's bars.
 * @returns Shape [bars]; NaN before the benchmark's first close.
 * @throws EngineError "unknown-symbol" where neither column nor symbol has that name.
 */
export function benchmarkValues(name: string, bars: Bars, others: readonly Bars[]): Float64Array {
  if (COLUMNS.includes(name)) return bars[name as BarColumn];
  const found = name === bars.symbol ? bars : others.find(({ symbol }) => symbol === name);
  if (found) return takeRows(found.close, asOfRows(bars.closeTime, found.availableAt));
  const known = [...COLUMNS, ...others.slice(0, 10).map(({ symbol }) => symbol)].join(", ");
  throw new EngineError("unknown-symbol", `unknown benchmark: ${name}; use one of ${known}`, {
    stage: "indicators",
    field: "benchmark",
    symbol: bars.symbol,
  });
}
