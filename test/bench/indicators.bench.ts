import { indicators } from "#engine/indicators/catalogue.ts";
import type { Bars } from "#engine/market/bars.ts";
import { syntheticMarket } from "#engine/synthetic/market.ts";
import { alone, compare, medianMs, raceMs, type BenchRow } from "./measure.ts";
import { loadPeers } from "./peers.ts";
import type { Peer } from "./peers/peer.ts";

/** Where our defaults differ from what the incumbents compute. */
const PARAMS: Readonly<Record<string, object>> = {
  emv: { lengthBars: 1 },
  "stoch-rsi": { stochasticBars: 14 },
  "realised-volatility": { returns: "simple" },
};
const SIZES = process.argv.includes("--quick") ? [1000] : [1000, 1_000_000];
const BUDGET_MS = 40;
/** Kinds to measure alone, from `--indicators --only sma,ema`; all where absent. */
const ONLY = process.argv.includes("--only")
  ? process.argv[process.argv.indexOf("--only") + 1]?.split(",")
  : undefined;
/** After so long no more comparisons begin, so that the whole bench ends within ten minutes on a busy machine, too. */
const LAST_COMPARISON_MS = 7 * 60_000;

/** Every indicator at two sizes against everything installed, in nanoseconds per bar; 1,000 is 1 ms per 1,000 bars. */
export async function indicatorRows(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  let skipped = 0;
  for (const count of SIZES) {
    const bars = longMarket(count);
    const { peers, absent } = await loadPeers(bars);
    if (count === SIZES[0])
      for (const { name, why } of absent) console.error(`${name} does not load: ${why}`);
    for (const block of ONLY?.map((kind) => indicators.find(kind)) ?? indicators.blocks) {
      const name = `${block.kind} over ${count} bars`;
      const ours = (): unknown => block.columns(bars, PARAMS[block.kind]);
      const theirs = peers.filter(({ run }) => run[block.kind] !== undefined);
      if (theirs.length === 0) rows.push(alone(name, (medianMs(ours, BUDGET_MS) * 1e6) / count, "ns/bar"));
      for (const peer of theirs) {
        if (performance.now() > LAST_COMPARISON_MS) {
          skipped += 1;
          continue;
        }
        const [own = NaN, other = NaN] = raceMs([ours, peer.run[block.kind] ?? ours], BUDGET_MS);
        const row = compare(name, (own * 1e6) / count, peer.name, (other * 1e6) / count);
        rows.push(judged(row, peer, block.kind));
      }
    }
  }
  if (skipped > 0) console.error(`${skipped} comparisons left out: out of time, the machine is busy`);
  return rows;
}

/** Says in the row where the peer does less, which counts, or something else, which does not. */
function judged(row: BenchRow, { differs, lacks }: Peer, kind: string): BenchRow {
  const [other, missing] = [differs?.[kind], lacks?.[kind]];
  if (other !== undefined) return { ...row, name: `${row.name} (peer differs: ${other})`, ratio: null };
  return missing === undefined ? row : { ...row, name: `${row.name} (peer without ${missing})` };
}

/** Generated prices of any length: markets of 100,000 bars end to end. */
export function longMarket(count: number): Bars {
  const size = Math.min(count, 100_000);
  const market = syntheticMarket({ kind: "volatile", bars: size, seed: 1 });
  const tiled = (column: Float64Array): Float64Array =>
    Float64Array.from({ length: count }, (_, bar) => column[bar % size] as number);
  const span = (market.closeTime.at(-1) ?? 0) - (market.openTime[0] ?? 0) + 86_400_000;
  const times = (column: Float64Array): Float64Array =>
    Float64Array.from(
      { length: count },
      (_, bar) => (column[bar % size] as number) + Math.floor(bar / size) * span,
    );
  const { open, high, low, close, volume, openTime, closeTime, availableAt } = market;
  return {
    ...market,
    openTime: times(openTime),
    closeTime: times(closeTime),
    availableAt: times(availableAt),
    open: tiled(open),
    high: tiled(high),
    low: tiled(low),
    close: tiled(close),
    volume: tiled(volume),
  };
}
