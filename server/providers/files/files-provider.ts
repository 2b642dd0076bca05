import { readdir } from "node:fs/promises";
import { extname, join } from "node:path";
import { detectTimeframe } from "#engine/data/detect-timeframe.ts";
import { ServerError } from "#server/errors.ts";
import type { BarPage, BarsQuery, Provider, ProviderHealth } from "../provider.ts";
import { notOffered } from "../provider.ts";
import { FILE_ENDINGS, readBarRows } from "./read-bars-file.ts";

/**
 * A folder as a provider: `AAPL.csv`, `AAPL.parquet` or `aapl.us.txt` (Stooq) hold AAPL's bars, as raw prices.
 * Only files of the folder itself are read, never what a symbol's name could point to elsewhere.
 */
export function filesProvider(folder: string): Provider {
  return {
    name: "files",
    title: "Files",
    timeframes: ["1m", "5m", "15m", "30m", "1h", "4h", "1d", "1w", "1M"],
    calendar: "us-equity",
    offers: ["search"],
    universes: [],
    fetchBars: (query) => filePages(folder, query),
    fetchActions: async () => [],
    fetchUniverse: async (name) => {
      throw notOffered("files", `universe ${name}`);
    },
    searchSymbols: async ({ words }) => {
      const files = await listFiles(folder);
      return [...files.keys()]
        .filter((symbol) => symbol.includes(words.toUpperCase()))
        .map((symbol) => ({ symbol, name: symbol, active: true }));
    },
    health: () => folderHealth(folder),
  };
}

async function* filePages(folder: string, query: BarsQuery): AsyncGenerator<BarPage> {
  const name = (await listFiles(folder)).get(query.symbol);
  if (name === undefined)
    throw new ServerError(
      "not-found",
      `no file of ${query.symbol}; put ${query.symbol}.csv into the folder of files`,
    );
  const rows = (await readBarRows(join(folder, name))).toSorted((a, b) => a.time - b.time);
  const timeframe = detectTimeframe(rows.map((row) => row.time));
  if (timeframe !== query.timeframe)
    throw new ServerError(
      "bad-request",
      `${name} holds ${timeframe} bars, not ${query.timeframe}; ask for ${timeframe}`,
    );
  const inside = rows.filter(({ time }) => time >= query.from && time < query.to);
  yield { rows: inside, through: query.to, adjusted: "raw" };
}

/** Files by symbol; of several of one symbol the first by name counts. */
async function listFiles(folder: string): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const name of (await readdir(folder)).toSorted()) {
    if (!(FILE_ENDINGS as readonly string[]).includes(extname(name).toLowerCase())) continue;
    const symbol = name.slice(0, -extname(name).length).replace(/\.us$/i, "").toUpperCase();
    if (!files.has(symbol)) files.set(symbol, name);
  }
  return files;
}

async function folderHealth(folder: string): Promise<ProviderHealth> {
  const idle = { latencyMs: 0, calls: 0 };
  try {
    await listFiles(folder);
    return { status: "ok", words: "", ...idle };
  } catch {
    return { status: "failing", words: "folder of files cannot be read; check LOOKBACK_FILES", ...idle };
  }
}
