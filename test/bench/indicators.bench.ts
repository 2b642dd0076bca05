import { indicators } from "#engine/indicators/catalogue.ts";
import { syntheticMarket } from "#engine/synthetic/market.ts";
import { compare, medianMs, type BenchRow } from "./measure.ts";
import { loadPeers } from "./peers.ts";

const PARAMS: Readonly<Record<string, object>> = { sma: { lengthBars: 20 }, ema: { lengthBars: 20 } };

/** The six indicators at two sizes against everything installed, in nanoseconds per bar. */
export async function indicatorRows(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const count of [1000, 100_000]) {
    const bars = syntheticMarket({ kind: "volatile", bars: count, seed: 1 });
    const peers = await loadPeers(bars);
    for (const block of indicators.blocks) {
      const { kind } = block;
      for (const { name, run } of peers) {
        const call = run[kind];
        if (!call) continue;
        // Ours again beside every peer, so that a busy machine treats both alike.
        const ours = (medianMs(() => block.columns(bars, PARAMS[kind])) * 1e6) / count;
        rows.push(compare(`${kind} over ${count} bars`, ours, name, (medianMs(call) * 1e6) / count));
      }
    }
  }
  return rows;
}
