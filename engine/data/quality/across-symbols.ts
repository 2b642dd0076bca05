import type { Bars } from "../../market/bars.ts";
import type { Finding } from "./finding.ts";
import { MAX_ADDRESSES } from "./finding.ts";

const YEAR_MS = 365 * 86_400_000;

/**
 * Warns of a universe of survivors: many symbols over years, and not one that ended before the others.
 *
 * @returns Undefined for fewer than ten symbols or three years, or where at least one has ended. O(symbols).
 * @example inspectSurvivorship(syntheticUniverse({ symbols: 10 }).map(({ bars }) => bars))?.message ?? "nothing suspicious"
 */
export function inspectSurvivorship(all: readonly Bars[]): Finding | undefined {
  const ends = all.map(({ closeTime }) => closeTime[closeTime.length - 1] ?? 0);
  const starts = all.map(({ openTime }) => openTime[0] ?? 0);
  const last = Math.max(...ends);
  if (all.length < 10 || last - Math.min(...starts) < 3 * YEAR_MS) return undefined;
  if (ends.some((end) => last - end > YEAR_MS / 12)) return undefined;
  return {
    check: "survivorship",
    severity: "warning",
    message: `all ${all.length} symbols are alive at the end; those that failed are missing`,
    fix: "use a universe as of its dates, with the delisted, and say by `delistings` what became of them",
    count: all.length,
    bars: [],
  };
}

/**
 * Where two sources of one symbol both have a bar, and where their closes differ.
 *
 * @param toleranceBps Closes that differ by more than this count.
 * @returns How many bars both have, and the bars of `a` that differ, counted from 0. O(bars).
 */
export function closesThatDiffer(
  a: Bars,
  b: Bars,
  toleranceBps = 5,
): { readonly common: number; readonly differing: readonly number[] } {
  const theirs = new Map(Array.from(b.openTime, (time, bar) => [time, b.close[bar] ?? NaN]));
  const differing: number[] = [];
  let common = 0;
  for (const [bar, time] of a.openTime.entries()) {
    const other = theirs.get(time);
    if (other === undefined) continue;
    common += 1;
    if (!(Math.abs((a.close[bar] ?? NaN) / other - 1) * 10_000 <= toleranceBps)) differing.push(bar);
  }
  return { common, differing };
}

/**
 * Compares two sources of one symbol where both have a bar.
 *
 * @param toleranceBps Closes that differ by more than this count.
 * @returns A warning with the bars of `a` where more than 1 % of the common ones differ, else undefined. O(bars).
 * @example compareSources(prices, noisyBars(prices, 0.2, 1))?.message ?? "the same"
 */
export function compareSources(a: Bars, b: Bars, toleranceBps = 5): Finding | undefined {
  const { common, differing } = closesThatDiffer(a, b, toleranceBps);
  if (differing.length <= common / 100) return undefined;
  return {
    check: "sources-differ",
    severity: "warning",
    message: `two sources of ${a.symbol} differ on ${differing.length} of ${common} bars`,
    fix: "look at a few of them in a third source",
    count: differing.length,
    bars: differing.slice(0, MAX_ADDRESSES),
  };
}
