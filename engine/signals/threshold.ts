import { z } from "zod";
import { defineSignal } from "./generator.ts";
import { buy, exit, hold } from "./signal.ts";

const level = z.number().optional();

/** Levels of a {@link threshold}: each is compared with the series at every close, and passed over where absent. */
export interface ThresholdLevels {
  readonly buyBelow?: number;
  readonly buyAbove?: number;
  readonly exitBelow?: number;
  readonly exitAbove?: number;
}

/**
 * Threshold: buys while a series is beyond a level, exits while it is beyond another. Exits are looked at first.
 *
 * Reads the bar that has just closed; holds while the series has no value.
 */
export const threshold = defineSignal({
  kind: "threshold",
  title: "Threshold",
  description: "Buys and exits by where one series stands against fixed levels.",
  params: z.object({
    series: z.string().min(1).max(100).describe("name of the series"),
    buyBelow: level.describe("buy at or below this value, in the series' units"),
    buyAbove: level.describe("buy at or above this value, in the series' units"),
    exitBelow: level.describe("exit at or below this value, in the series' units"),
    exitAbove: level.describe("exit at or above this value, in the series' units"),
  }),
  from: (series: string, levels: ThresholdLevels) => ({ series, ...levels }),
  decide: (series, { series: name, buyBelow, buyAbove, exitBelow, exitAbove }) => {
    const value = series(name).now;
    if (exitBelow !== undefined && value <= exitBelow)
      return exit({ reason: `${name} at or below ${exitBelow}` });
    if (exitAbove !== undefined && value >= exitAbove)
      return exit({ reason: `${name} at or above ${exitAbove}` });
    if (buyBelow !== undefined && value <= buyBelow)
      return buy({ reason: `${name} at or below ${buyBelow}` });
    if (buyAbove !== undefined && value >= buyAbove)
      return buy({ reason: `${name} at or above ${buyAbove}` });
    return hold();
  },
  acts: (
    column,
    { series: name, buyBelow = NaN, buyAbove = NaN, exitBelow = NaN, exitAbove = NaN },
    bars,
  ) => {
    const values = column(name);
    const [low, high] = [larger(buyBelow, exitBelow), -larger(-buyAbove, -exitAbove)];
    const where = new Int8Array(bars);
    for (let bar = 0; bar < bars; bar++) {
      const value = values[bar] as number;
      if (value <= low || value >= high) where[bar] = 1;
    }
    return where;
  },
});

/** The larger of two levels, of which either may be absent (NaN). */
function larger(a: number, b: number): number {
  return a >= b || b !== b ? a : b;
}
