import { tableFromIPC } from "@uwdata/flechette";
import { hashBars } from "#engine/data/dataset.ts";
import type { Bars, Timeframe } from "#engine/market/bars.ts";
import { TIMEFRAMES } from "#engine/market/bars.ts";
import type { Manifest } from "#engine/manifest.ts";
import type { BacktestResult } from "#engine/result.ts";
import { fetchBars } from "../_data/fetch-bars.ts";

type RunData = Manifest["data"][number];

/** More symbols, or bars in all, are not read again: a page draws one symbol at a time. */
const MOST_SYMBOLS = 40;
const MOST_BARS = 400_000;

/**
 * The prices of a saved run, read again by their data hash: those of which the hash agrees, bit for bit.
 * Where a symbol's prices have changed since and the version is gone, it is left out.
 */
export async function readRunBars({ data }: Pick<Manifest, "data">): Promise<BacktestResult["bars"]> {
  const bars = data.reduce((sum, each) => sum + each.bars, 0);
  if (data.length > MOST_SYMBOLS || bars > MOST_BARS) return [];
  const read = await Promise.all(data.map(readAgain));
  return read.flatMap((each) => each ?? []);
}

async function readAgain(data: RunData): Promise<BacktestResult["bars"][number] | null> {
  const { symbol, hash, synthetic = false, firstOpenTime: from, lastCloseTime: to } = data;
  const timeframe = TIMEFRAMES.find((each) => each === data.timeframe);
  if (timeframe === undefined) return null;
  const span = { symbol, timeframe, from, to };
  // By its version first; adjusted and cut series have hashes of their own, and are looked for in the newest.
  for (const request of [{ ...span, hash }, span]) {
    const bars = await fetchBars(request).then(
      (ipc) => decode(symbol, timeframe, ipc),
      () => null,
    );
    if (bars && hashBars(bars) === hash) {
      const { openTime, open, high, low, close, volume } = bars;
      return { symbol, synthetic, openTime, open, high, low, close, volume };
    }
  }
  return null;
}

function decode(symbol: string, timeframe: Timeframe, ipc: Uint8Array): Bars {
  const table = tableFromIPC(ipc);
  const column = (name: string) => Float64Array.from(table.getChild(name)?.toArray() ?? []);
  return {
    ...{ symbol, timeframe },
    ...{ openTime: column("open_time"), closeTime: column("close_time") },
    ...{ availableAt: column("available_at"), open: column("open"), high: column("high") },
    ...{ low: column("low"), close: column("close"), volume: column("volume") },
  };
}
