import { describe, expect, it } from "vitest";
import { createRandom } from "#engine/random.ts";
import { rollingMean } from "#engine/series/rolling-mean.ts";

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

/** Bars where `above` holds that did not hold on the bar before. */
function entries(above: (bar: number) => boolean, from: number, count: number): readonly number[] {
  const bars: number[] = [];
  for (let bar = from + 1; bar < count; bar++) if (above(bar) && !above(bar - 1)) bars.push(bar);
  return bars;
}

describe("crossings of rolling means on flat stretches", () => {
  const values = Float64Array.from(stretches(20_000), (cents) => cents / 100);
  const crossings = (mean: typeof rollingMean): readonly (readonly number[])[] =>
    PAIRS.map(([fast, slow]) => {
      const [quick, late] = [mean(values, fast), mean(values, slow)];
      return entries((bar) => (quick[bar] ?? NaN) > (late[bar] ?? NaN), slow, values.length);
    });
  const exact = PAIRS.map(([fast, slow]) => {
    const [quick, late] = [exactSums(values, fast), exactSums(values, slow)];
    const above = (bar: number): boolean =>
      (quick[bar] ?? 0n) * BigInt(slow) > (late[bar] ?? 0n) * BigInt(fast);
    return entries(above, slow, values.length);
  });

  it("are those of exact sums, bar by bar", () => expect(crossings(rollingMean)).toEqual(exact));

  it("are more with running sums that keep their rounding errors", () => {
    expect(crossings(naiveMean).flat().length).toBeGreaterThan(exact.flat().length);
  });
});
