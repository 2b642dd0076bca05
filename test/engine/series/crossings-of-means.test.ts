import { describe, expect, it } from "vitest";
import { createRandom } from "#engine/random.ts";
import { rollingMean } from "#engine/series/rolling-mean.ts";
import { crossesAbove, type CrossRule } from "#engine/signals/cross.ts";
import { Series } from "#engine/signals/series.ts";

const PAIRS = [
  [5, 20],
  [7, 30],
  [10, 50],
] as const;

/** Prices in cents that stand still for up to 80 bars at a time, so that averages of different lengths are often exactly equal. */
function stretches(count: number): readonly number[] {
  const random = createRandom(17);
  const cents: number[] = [];
  while (cents.length < count) {
    const price = 1000 + random.int(400);
    for (let left = 1 + random.int(80); left > 0; left--) cents.push(price);
  }
  return cents.slice(0, count);
}

function naiveMean(values: Float64Array, length: number): Float64Array {
  let sum = 0;
  return values.map((value, bar) => {
    sum += value - (bar >= length ? (values[bar - length] ?? 0) : 0);
    return bar < length - 1 ? NaN : sum / length;
  });
}

/** Sums of the prices as they are held, in units of 2^-49: whole numbers, without any rounding. */
function exactSums(values: Float64Array, length: number): readonly bigint[] {
  const units = Array.from(values, (value) => BigInt(value * 2 ** 49));
  let sum = 0n;
  return units.map((unit, bar) => (sum += unit - (units[bar - length] ?? 0n)));
}

type Compare = (bar: number) => number;

/** Bars where `sign` turns to 1 by a cross rule: from 0 or -1, or from -1 alone. */
function entries(sign: Compare, rule: CrossRule, from: number, count: number): readonly number[] {
  const bars: number[] = [];
  for (let bar = from + 1; bar < count; bar++) {
    const before = sign(bar - 1);
    if (sign(bar) === 1 && (rule === "strict" ? before < 0 : before <= 0)) bars.push(bar);
  }
  return bars;
}

describe("crossings of rolling means on flat stretches", () => {
  const values = Float64Array.from(stretches(20_000), (cents) => cents / 100);
  const exact = (rule: CrossRule): readonly (readonly number[])[] =>
    PAIRS.map(([fast, slow]) => {
      const [quick, late] = [exactSums(values, fast), exactSums(values, slow)];
      const sign: Compare = (bar) => {
        const distance = (quick[bar] ?? 0n) * BigInt(slow) - (late[bar] ?? 0n) * BigInt(fast);
        return distance > 0n ? 1 : distance < 0n ? -1 : 0;
      };
      return entries(sign, rule, slow, values.length);
    });
  /** As strategies see them: by the signal function's own test, bar by bar. */
  const crossings = (mean: typeof rollingMean, rule: CrossRule): readonly (readonly number[])[] =>
    PAIRS.map(([fast, slow]) => {
      const cursor = { bar: 0 };
      const [quick, late] = [new Series(mean(values, fast), cursor), new Series(mean(values, slow), cursor)];
      const bars: number[] = [];
      for (cursor.bar = slow + 1; cursor.bar < values.length; cursor.bar++)
        if (crossesAbove(quick, late, rule)) bars.push(cursor.bar);
      return bars;
    });

  it.each([
    ["inclusive", 626, 637],
    ["strict", 185, 630],
  ] as const)("by the %s rule are the %d of exact sums, not the %d of naive ones", (rule, right, wrong) => {
    expect(crossings(rollingMean, rule)).toEqual(exact(rule));
    expect(exact(rule).flat().length).toBe(right);
    expect(crossings(naiveMean, rule).flat().length).toBe(wrong);
  });
});
