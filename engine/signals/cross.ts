import type { Series } from "./series.ts";

/** `inclusive`: at or below before, above now (Pine's rule, the default); `strict`: below before, above now. */
export type CrossRule = "inclusive" | "strict";

/**
 * Whether `a` has just crossed above `b` (a series or a fixed level); false while either has no value.
 *
 * @example backtest(defineStrategy({ name: "rsi_30", version: "1.0.0", indicators: () => ({ strength: rsi({ lengthBars: 14 }) }), signal: ({ strength
 *   }) => (crossesAbove(strength, 30) ? buy() : strength.now > 60 ? exit() : hold()) }), { bars: prices })
 */
export function crossesAbove(a: Series, b: Series | number, rule: CrossRule = "inclusive"): boolean {
  const level = typeof b === "number";
  if (!(a.now > (level ? b : b.now))) return false;
  const before = a.ago(1);
  const other = level ? b : b.ago(1);
  return rule === "strict" ? before < other : before <= other;
}

/**
 * Whether `a` has just crossed below `b` (a series or a fixed level); false while either has no value.
 *
 * @example backtest(defineStrategy({ name: "until_below", version: "1.0.0", indicators: () => ({ mean: sma({ lengthBars: 50 }) }), signal: ({ close,
 *   mean }) => (crossesBelow(close, mean) ? exit() : close.now > mean.now ? buy() : hold()) }), { bars: prices })
 */
export function crossesBelow(a: Series, b: Series | number, rule: CrossRule = "inclusive"): boolean {
  const level = typeof b === "number";
  if (!(a.now < (level ? b : b.now))) return false;
  const before = a.ago(1);
  const other = level ? b : b.ago(1);
  return rule === "strict" ? before > other : before >= other;
}
