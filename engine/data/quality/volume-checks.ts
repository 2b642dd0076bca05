import { barsWhere, type Check } from "./finding.ts";
import { medianOf } from "./jumps.ts";

const STALE_BARS = 5;
const BLOCK_BARS = 20;

/** Patterns of volume: prices that nobody traded, and volume in other units. */
export const VOLUME_CHECKS: readonly Check[] = [
  {
    check: "stale-prices",
    severity: "warning",
    what: `run of ${STALE_BARS} or more equal closes without volume`,
    fix: "drop the bars: nobody could have traded there",
    find: ({ bars: { close, volume } }) => {
      let run = 0;
      return barsWhere(close.length, (bar) => {
        run = volume[bar] === 0 ? (close[bar] === close[bar - 1] ? run + 1 : 1) : 0;
        return run >= STALE_BARS;
      });
    },
  },
  {
    check: "moved-without-volume",
    severity: "warning",
    what: "price that changed without volume",
    fix: "take the volume from another source",
    find: ({ bars: { close, volume } }) =>
      barsWhere(close.length, (bar) => bar > 0 && volume[bar] === 0 && close[bar] !== close[bar - 1]),
  },
  {
    check: "volume-unit",
    severity: "warning",
    what: "volume that changes a hundredfold for good",
    fix: "bring lots and shares to one unit",
    find: ({ bars: { volume } }) => unitChanges(volume),
  },
];

/** Where the median of the bars after is 50 to 200 times that of the bars before, or the inverse; one bar per change. */
function unitChanges(volume: Float64Array): number[] {
  const found: number[] = [];
  for (let bar = BLOCK_BARS; bar + BLOCK_BARS <= volume.length; bar++) {
    const before = volume.slice(bar - BLOCK_BARS, bar);
    const after = volume.slice(bar, bar + BLOCK_BARS);
    const step = (volume[bar] as number) / (volume[bar - 1] as number);
    // Cheap first: most bars are not where the step is.
    if (!(Math.max(step, 1 / step) > 20)) continue;
    const ratio = medianOf(after) / medianOf(before);
    if (Math.abs(Math.log(Math.max(ratio, 1 / ratio) / 100)) < Math.log(2)) found.push(bar);
  }
  return found;
}
