import { exactGrid } from "./exact-grid.ts";
import { rollingRatio } from "./rolling-ratio.ts";

/** Bars of the three windows, the first the shortest. */
export interface PressureWindows {
  readonly shortBars: number;
  readonly mediumBars: number;
  readonly longBars: number;
}

/**
 * Buying pressure (close less true low) as a share of the true range over three windows, weighing 4, 2 and 1, 0 to 100.
 *
 * One pass over prices of similar size, else as three {@link rollingRatio}s, which it equals to the bit.
 *
 * @param high Shape [bars], as are `low` and `close`; a NaN makes every window that reaches it NaN, and no other.
 * @returns Shape [bars]; NaN for as many bars as the longest window has; a window without range counts as 0. Uses no later bar. O(bars).
 */
export function buyingPressure(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  windows: PressureWindows,
): Float64Array {
  return pressureOnGrid(high, low, close, windows) ?? pressureOfRatios(high, low, close, windows);
}

function pressureOfRatios(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  { shortBars, mediumBars, longBars }: PressureWindows,
): Float64Array {
  const range = new Float64Array(close.length);
  const pressure = new Float64Array(close.length);
  let before = NaN;
  for (let bar = 0; bar < close.length; bar++) {
    const bottom = Math.min(low[bar] as number, before);
    range[bar] = Math.max(high[bar] as number, before) - bottom;
    before = close[bar] as number;
    pressure[bar] = before - bottom;
  }
  const short = rollingRatio(pressure, range, shortBars);
  const medium = rollingRatio(pressure, range, mediumBars);
  const long = rollingRatio(pressure, range, longBars);
  for (let bar = 0; bar < long.length; bar++)
    long[bar] = weighed(short[bar] as number, medium[bar] as number, long[bar] as number);
  return long;
}

function weighed(short: number, medium: number, long: number): number {
  return (100 * (4 * short + 2 * medium + long)) / 7;
}

/**
 * Undefined where a price is missing or of another size, or a window has no range. What is summed are differences of prices: no finer
 * than the last bit of the smallest and no larger than the largest. The last ones wait in rings.
 */
function pressureOnGrid(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  { shortBars, mediumBars, longBars }: PressureWindows,
): Float64Array | undefined {
  if (!(shortBars <= mediumBars && mediumBars <= longBars)) return undefined;
  const { least, most, rounder } = exactGrid(close[0] ?? NaN, longBars);
  const count = close.length;
  const shares = new Float64Array(count);
  const mask = 2 ** Math.ceil(Math.log2(longBars + 1)) - 1;
  const ranges = new Float64Array(mask + 1);
  const pressures = new Float64Array(mask + 1);
  const weigh = weighed;
  let shortRangeHigh = -0;
  let shortRangeLow = -0;
  let shortHigh = -0;
  let shortLow = -0;
  let mediumRangeHigh = -0;
  let mediumRangeLow = -0;
  let mediumHigh = -0;
  let mediumLow = -0;
  let longRangeHigh = -0;
  let longRangeLow = -0;
  let longHigh = -0;
  let longLow = -0;
  let before = close[0] as number;
  for (let bar = 1; bar < count; bar++) {
    const bottom = Math.min(low[bar] as number, before);
    const top = Math.max(high[bar] as number, before);
    if (!(bottom >= least && top <= most)) return undefined;
    before = close[bar] as number;
    const range = top - bottom;
    const pressure = before - bottom;
    const rangeHigh = range + rounder - rounder;
    const rangeLow = range - rangeHigh;
    const pressureHigh = pressure + rounder - rounder;
    const pressureLow = pressure - pressureHigh;
    ranges[bar & mask] = range;
    pressures[bar & mask] = pressure;
    let gone = ranges[(bar - shortBars) & mask] as number;
    let goneHigh = gone + rounder - rounder;
    shortRangeHigh += rangeHigh - goneHigh;
    shortRangeLow += rangeLow - (gone - goneHigh);
    gone = pressures[(bar - shortBars) & mask] as number;
    goneHigh = gone + rounder - rounder;
    shortHigh += pressureHigh - goneHigh;
    shortLow += pressureLow - (gone - goneHigh);
    gone = ranges[(bar - mediumBars) & mask] as number;
    goneHigh = gone + rounder - rounder;
    mediumRangeHigh += rangeHigh - goneHigh;
    mediumRangeLow += rangeLow - (gone - goneHigh);
    gone = pressures[(bar - mediumBars) & mask] as number;
    goneHigh = gone + rounder - rounder;
    mediumHigh += pressureHigh - goneHigh;
    mediumLow += pressureLow - (gone - goneHigh);
    gone = ranges[(bar - longBars) & mask] as number;
    goneHigh = gone + rounder - rounder;
    longRangeHigh += rangeHigh - goneHigh;
    longRangeLow += rangeLow - (gone - goneHigh);
    gone = pressures[(bar - longBars) & mask] as number;
    goneHigh = gone + rounder - rounder;
    longHigh += pressureHigh - goneHigh;
    longLow += pressureLow - (gone - goneHigh);
    const shortRange = shortRangeHigh + shortRangeLow;
    if (bar >= shortBars && shortRange === 0) return undefined;
    shares[bar] = weigh(
      (shortHigh + shortLow) / shortRange,
      (mediumHigh + mediumLow) / (mediumRangeHigh + mediumRangeLow),
      (longHigh + longLow) / (longRangeHigh + longRangeLow),
    );
  }
  if (!(before >= least && before <= most)) return undefined;
  return shares.fill(NaN, 0, Math.min(longBars, count));
}
