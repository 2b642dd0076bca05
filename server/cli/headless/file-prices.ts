import { readFile } from "node:fs/promises";
import { readBarsCsv } from "#engine/data/bars-csv.ts";
import type { DateOrder } from "#engine/data/date-order.ts";
import { EngineError } from "#engine/errors.ts";
import type { Bars } from "#engine/market/bars.ts";
import { barsToIpc } from "#server/prices/bars-ipc.ts";
import type { PriceSource } from "#workers/cells/price-library.ts";

async function readText(symbol: string, path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch {
    throw new EngineError("bad-csv", `unreadable file of ${symbol}: ${path}; give the path of a CSV file`, {
      symbol,
    });
  }
}

const infoOf = (bars: Bars, path: string) => ({
  symbol: bars.symbol,
  name: bars.symbol,
  timeframe: bars.timeframe,
  bars: bars.openTime.length,
  from: bars.openTime[0] ?? 0,
  to: bars.closeTime.at(-1) ?? 0,
  source: path,
  synthetic: bars.synthetic === true,
});

/**
 * Prices from CSV files, for a run without a database; how long their bars are follows from their times.
 *
 * @param files Path by symbol.
 * @param dates How dates like 01/02/2024 are written; as the files show where absent.
 * @param remark Is told what is to be known of how a file was read.
 * @throws EngineError "bad-csv" naming the row, or the file that cannot be read.
 */
export async function filePrices(
  files: Readonly<Record<string, string>>,
  dates?: DateOrder,
  remark: (words: string) => void = () => undefined,
): Promise<PriceSource> {
  const loaded = new Map<string, { bars: Bars; path: string }>();
  for (const [symbol, path] of Object.entries(files)) {
    const text = await readText(symbol, path);
    const { bars, remarks } = readBarsCsv(text, { symbol, ...(dates && { dates }) });
    for (const words of remarks) remark(`${path}: ${words}`);
    loaded.set(symbol, { bars, path });
  }
  return {
    async loadBars({ symbol }) {
      const found = loaded.get(symbol);
      if (found === undefined)
        throw new EngineError("unknown-symbol", `unknown symbol: ${symbol}`, { symbol });
      return barsToIpc(found.bars);
    },
    listDatasets: async () => [...loaded.values()].map(({ bars, path }) => infoOf(bars, path)),
  };
}
