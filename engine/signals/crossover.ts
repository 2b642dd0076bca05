import { z } from "zod";
import { crossesAbove, crossesBelow, type CrossRule } from "./cross.ts";
import { defineSignal } from "./generator.ts";
import { buy, exit, hold } from "./signal.ts";

/**
 * Crossover: buys where the fast series crosses above the slow one, exits where it crosses below.
 *
 * Reads the bar that has just closed and the one before; holds while either series has no value.
 */
export const crossover = defineSignal({
  kind: "crossover",
  title: "Crossover",
  description: "Buys when one series crosses above another, exits when it crosses below.",
  params: z.object({
    fast: z.string().min(1).max(100).describe("name of the series that crosses"),
    slow: z.string().min(1).max(100).describe("name of the series that is crossed"),
    rule: z
      .enum(["inclusive", "strict"])
      .default("inclusive")
      .describe("whether touching counts as the other side"),
  }),
  from: (fast: string, slow: string, options: { readonly rule?: CrossRule } = {}) => ({
    fast,
    slow,
    ...options,
  }),
  decide: (series, { fast, slow, rule }) => {
    const quick = series(fast);
    const steady = series(slow);
    if (crossesAbove(quick, steady, rule)) return buy({ reason: `${fast} crossed above ${slow}` });
    if (crossesBelow(quick, steady, rule)) return exit({ reason: `${fast} crossed below ${slow}` });
    return hold();
  },
  // Wherever one column is above the other now and was not before, or the other way round; `decide` says which.
  acts: (column, { fast, slow }, bars) => {
    const [quick, steady] = [column(fast), column(slow)];
    const where = new Int8Array(bars);
    for (let bar = 1; bar < bars; bar++) {
      const now = Math.sign((quick[bar] as number) - (steady[bar] as number));
      const before = Math.sign((quick[bar - 1] as number) - (steady[bar - 1] as number));
      if (now !== before) where[bar] = 1;
    }
    return where;
  },
});
