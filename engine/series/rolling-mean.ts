import { dividedOnce, exactGrid } from "./exact-grid.ts";
import { firstValue } from "./first-value.ts";
import { readAhead } from "./read-ahead.ts";

/**
 * Mean of the last `lengthBars` values, free of drift.
 *
 * Values of similar size are summed in two exact parts. For others the running sum keeps what each addition rounded away (Knuth's TwoSum).
 * The division is corrected by its remainder, so the result is the exact mean rounded once: equal averages compare equal, however they
 * came about.
 *
 * @param values Shape [bars]; a NaN makes every window that holds it NaN, and no other.
 * @param means Where to write, shape [bars]; another column than `values`.
 * @returns Shape [bars]; NaN until `lengthBars` values have been seen. Uses no later bar. O(bars).
 * @see Knuth, The Art of Computer Programming 2, 4.2.2; Ogita, Rump, Oishi (2005).
 */
export function rollingMean(
  values: Float64Array,
  lengthBars: number,
  means: Float64Array = new Float64Array(values.length),
): Float64Array {
  const first = firstValue(values);
  const clean =
    meansOnGrid(values, means, first, lengthBars) || meansOfClean(values, means, first, lengthBars);
  if (!clean) meansOfHoled(values, means, lengthBars);
  return means;
}

/** False where a value is missing, or of another size and not 0. */
function meansOnGrid(values: Float64Array, means: Float64Array, first: number, lengthBars: number): boolean {
  let sized = first;
  while (values[sized] === 0) sized += 1;
  const { least, most, rounder } = exactGrid(values[sized] ?? NaN, lengthBars);
  const mean = dividedOnce;
  const share = 1 / lengthBars;
  const full = Math.min(first + lengthBars - 1, values.length);
  let high = -0;
  let low = -0;
  for (let bar = first; bar < full; bar++) {
    const value = values[bar] as number;
    if (!(value >= least && value <= most) && value !== 0) return false;
    const part = value + rounder - rounder;
    high += part;
    low += value - part;
  }
  means.fill(NaN, 0, full);
  readAhead(values, means, values, means);
  let leavingHigh = -0;
  let leavingLow = -0;
  for (let bar = full; bar < values.length; bar++) {
    const value = values[bar] as number;
    if (!(value >= least && value <= most) && value !== 0) return false;
    const part = value + rounder - rounder;
    high += part - leavingHigh;
    low += value - part - leavingLow;
    means[bar] = mean(high, low, lengthBars, share, rounder);
    const leaving = values[bar - lengthBars + 1] as number;
    leavingHigh = leaving + rounder - rounder;
    leavingLow = leaving - leavingHigh;
  }
  return high === high;
}

/** The same sums without a look at every value for NaN; false where the sum shows that one was there. */
function meansOfClean(values: Float64Array, means: Float64Array, first: number, lengthBars: number): boolean {
  const share = 1 / lengthBars;
  const full = Math.min(first + lengthBars - 1, values.length);
  let sum = 0;
  let rest = 0;
  for (let bar = first; bar < full; bar++) {
    const value = values[bar] as number;
    const next = sum + value;
    const kept = next - sum;
    rest += sum - (next - kept) + (value - kept);
    sum = next;
  }
  means.fill(NaN, 0, full);
  let leaving = 0;
  for (let bar = full; bar < values.length; bar++) {
    const entering = values[bar] as number;
    const step = entering - leaving;
    const back = step - entering;
    const next = sum + step;
    const kept = next - sum;
    rest += entering - (step - back) - (leaving + back) + (sum - (next - kept) + (step - kept));
    sum = next;
    // Divides by a multiplication and its remainder; the quotient is split so that its product with a count below 2^26 is exact.
    const quotient = sum * share;
    const scaled = quotient * 134_217_729;
    const high = scaled - (scaled - quotient);
    means[bar] = quotient + (sum - high * lengthBars - (quotient - high) * lengthBars + rest) * share;
    leaving = values[bar - lengthBars + 1] as number;
  }
  return sum === sum;
}

function meansOfHoled(values: Float64Array, means: Float64Array, lengthBars: number): void {
  const share = 1 / lengthBars;
  let sum = 0;
  let rest = 0;
  let clean = 0;
  for (let bar = 0; bar < values.length; bar++) {
    const value = values[bar] as number;
    const old = bar >= lengthBars ? (values[bar - lengthBars] as number) : 0;
    const entering = value === value ? value : 0;
    const leaving = old === old ? old : 0;
    clean = value === value ? clean + 1 : 0;
    const step = entering - leaving;
    const back = step - entering;
    const next = sum + step;
    const kept = next - sum;
    rest += entering - (step - back) - (leaving + back) + (sum - (next - kept) + (step - kept));
    sum = next;
    const quotient = sum * share;
    const scaled = quotient * 134_217_729;
    const high = scaled - (scaled - quotient);
    const remainder = sum - high * lengthBars - (quotient - high) * lengthBars + rest;
    means[bar] = clean >= lengthBars ? quotient + remainder * share : NaN;
  }
}
