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
  const value = new Float64Array(high.length).fill(NaN);
  const direction = new Float64Array(high.length).fill(NaN);
  let oldTop = NaN;
  let oldBottom = NaN;
  let long = true;
  let stop = NaN;
  let extreme = NaN;
  let speed = step;
  for (let bar = 0; bar < high.length; bar++) {
    const top = high[bar] as number;
    const bottom = low[bar] as number;
    if (top !== top || bottom !== bottom) continue;
    if (stop !== stop && oldTop === oldTop) {
      long = !(oldBottom - bottom > 0 && top - oldTop < oldBottom - bottom);
      stop = long ? oldBottom : oldTop;
      extreme = long ? top : bottom;
      // TA-Lib compares the first stop with its own bar, not with the one before.
      oldTop = top;
      oldBottom = bottom;
    }
    if (stop === stop) {
      if (long ? bottom <= stop : top >= stop) {
        long = !long;
        stop = long ? Math.min(extreme, oldBottom, bottom) : Math.max(extreme, oldTop, top);
        value[bar] = stop;
        speed = step;
        extreme = long ? top : bottom;
      } else {
        value[bar] = stop;
        if (long ? top > extreme : bottom < extreme) {
          extreme = long ? top : bottom;
          speed = Math.min(speed + step, maximum);
        }
      }
      direction[bar] = long ? 1 : -1;
      stop += speed * (extreme - stop);
      stop = long ? Math.min(stop, oldBottom, bottom) : Math.max(stop, oldTop, top);
    }
    oldTop = top;
    oldBottom = bottom;
  }
  return { value, direction };
}
