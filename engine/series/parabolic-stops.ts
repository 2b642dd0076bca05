import { readAhead } from "./read-ahead.ts";

/** Stops and the side they protect (1 long, -1 short), shape [bars] each. */
export interface ParabolicStops {
  readonly value: Float64Array;
  readonly direction: Float64Array;
}

/**
 * Wilder's parabolic stops, with TA-Lib's start: short only where the second bar's low fell by more than its high rose.
 *
 * @param high Shape [bars], as is `low`; a bar with a NaN gives NaN and counts for nothing.
 * @param step First and added acceleration, at most `maximum`.
 * @returns NaN at the first bar. Uses no later bar. O(bars).
 * @see Wilder (1978), New Concepts in Technical Trading Systems; TA-Lib SAR.
 */
export function parabolicStops(
  high: Float64Array,
  low: Float64Array,
  step: number,
  maximum: number,
): ParabolicStops {
  const count = high.length;
  const value = new Float64Array(count);
  const direction = new Float64Array(count);
  const [first, second] = firstBars(high, low);
  value.fill(NaN, 0, second);
  direction.fill(NaN, 0, second);
  // TA-Lib compares the first stop with its own bar, not with the one before.
  let oldTop = high[second] as number;
  let oldBottom = low[second] as number;
  const fell = (low[first] as number) - oldBottom;
  let long = !(fell > 0 && oldTop - (high[first] as number) < fell);
  let stop = (long ? low[first] : high[first]) as number;
  readAhead(high, low, value, direction);
  let extreme = long ? oldTop : oldBottom;
  let speed = step;
  for (let bar = second; bar < count; bar++) {
    const top = high[bar] as number;
    const bottom = low[bar] as number;
    if (top !== top || bottom !== bottom) {
      value[bar] = NaN;
      direction[bar] = NaN;
      continue;
    }
    let shown = stop;
    if (long ? bottom <= stop : top >= stop) {
      // What was the extreme is the other side's first stop, outside the last two bars.
      shown = extreme;
      if (long) {
        if (oldTop > shown) shown = oldTop;
        if (top > shown) shown = top;
      } else {
        if (oldBottom < shown) shown = oldBottom;
        if (bottom < shown) shown = bottom;
      }
      long = !long;
      extreme = long ? top : bottom;
      speed = step;
    } else if (long ? top > extreme : bottom < extreme) {
      extreme = long ? top : bottom;
      speed = speed + step < maximum ? speed + step : maximum;
    }
    value[bar] = shown;
    direction[bar] = long ? 1 : -1;
    stop = shown + speed * (extreme - shown);
    if (long) {
      if (oldBottom < stop) stop = oldBottom;
      if (bottom < stop) stop = bottom;
    } else {
      if (oldTop > stop) stop = oldTop;
      if (top > stop) stop = top;
    }
    oldTop = top;
    oldBottom = bottom;
  }
  return { value, direction };
}

/** The first two bars that have both prices; the number of bars where there are none. */
function firstBars(high: Float64Array, low: Float64Array): readonly [number, number] {
  const known = (from: number): number => {
    let bar = from;
    while (bar < high.length && Number.isNaN((high[bar] as number) + (low[bar] as number))) bar += 1;
    return bar;
  };
  const first = known(0);
  return [first, Math.min(known(first + 1), high.length)];
}
