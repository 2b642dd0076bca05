import { exactGrid } from "./exact-grid.ts";
import { readAhead } from "./read-ahead.ts";
import { rollingRatio } from "./rolling-ratio.ts";

/**
 * Traded money (typical price times volume) of the last bars that rose as a share of that of all that moved, 0 to 100, free of drift.
 *
 * One pass over sums of similar size while something flows, else as a {@link rollingRatio}, which it equals to the bit.
 *
 * @param high Shape [bars], as are `low`, `close` and `volume`; a NaN makes every window that reaches it NaN, and no other.
 * @returns Shape [bars]; NaN for the first `lengthBars` bars; 0 where nothing flowed. Uses no later bar. O(bars).
 */
export function moneyShare(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  volume: Float64Array,
  lengthBars: number,
): Float64Array {
  return (
    sharesOnGrid(high, low, close, volume, lengthBars) ?? sharesOfRatios(high, low, close, volume, lengthBars)
  );
}

function sharesOfRatios(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  volume: Float64Array,
  lengthBars: number,
): Float64Array {
  const rising = new Float64Array(close.length);
  const flow = new Float64Array(close.length);
  let before = NaN;
  for (let bar = 0; bar < close.length; bar++) {
    const price = ((high[bar] as number) + (low[bar] as number) + (close[bar] as number)) / 3;
    const step = price - before;
    const money = price * (volume[bar] as number);
    rising[bar] = step > 0 ? money : step * 0;
    flow[bar] = step === 0 ? 0 : money + step * 0;
    before = price;
  }
  const shares = rollingRatio(rising, flow, lengthBars);
  for (let bar = 0; bar < shares.length; bar++) shares[bar] = 100 * (shares[bar] as number);
  return shares;
}

/** Undefined where a value is missing or of another size, or nothing flowed. The last flows wait in rings. */
function sharesOnGrid(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  volume: Float64Array,
  lengthBars: number,
): Float64Array | undefined {
  const count = close.length;
  let before = ((high[0] as number) + (low[0] as number) + (close[0] as number)) / 3;
  const { least, most, rounder } = exactGrid(before * (volume[0] as number), lengthBars);
  const shares = new Float64Array(count);
  const mask = (1 << (32 - Math.clz32(lengthBars))) - 1;
  const flows = new Float64Array(mask + 1);
  const gains = new Float64Array(mask + 1);
  readAhead(high, low, close, volume);
  readAhead(flows, gains, shares, shares);
  let allHigh = -0;
  let allLow = -0;
  let gainHigh = -0;
  let gainLow = -0;
  for (let bar = 1; bar < count; bar++) {
    const price = ((high[bar] as number) + (low[bar] as number) + (close[bar] as number)) / 3;
    const step = price - before;
    before = price;
    const money = step === 0 ? 0 : price * (volume[bar] as number);
    if (!(money >= least && money <= most) && money !== 0) return undefined;
    const gain = money * (Number(step > 0) | 0);
    const part = money + rounder - rounder;
    const gainPart = gain + rounder - rounder;
    const gone = flows[(bar - lengthBars) & mask] as number;
    const goneGain = gains[(bar - lengthBars) & mask] as number;
    const gonePart = gone + rounder - rounder;
    const goneGainPart = goneGain + rounder - rounder;
    flows[bar & mask] = money;
    gains[bar & mask] = gain;
    allHigh += part - gonePart;
    allLow += money - part - (gone - gonePart);
    gainHigh += gainPart - goneGainPart;
    gainLow += gain - gainPart - (goneGain - goneGainPart);
    const all = allHigh + allLow;
    if (all === 0) return undefined;
    shares[bar] = 100 * ((gainHigh + gainLow) / all);
  }
  return shares.fill(NaN, 0, Math.min(lengthBars, count));
}
