import { readFileSync } from "node:fs";
import { join } from "node:path";
import { syntheticUniverse } from "#engine/synthetic/universe.ts";
import type { SyntheticSymbol } from "#engine/synthetic/universe.ts";
import type { Database } from "#server/db.ts";
import { importBars } from "./import-bars.ts";
import { importFile } from "./import-file.ts";

/** Real prices that npm packages carry, with what was done to them before we got them. */
const SAMPLES = [
  {
    file: "vega-datasets/data/sp500-2000.csv",
    options: { symbol: "SP500", name: "S&P 500 index", source: "npm vega-datasets, index level" },
  },
  {
    file: "@observablehq/sample-datasets/aapl.csv",
    options: {
      symbol: "AAPL",
      name: "Apple Inc.",
      sector: "Technology",
      source: "npm @observablehq/sample-datasets, split-adjusted, dividends not",
    },
  },
] as const;

const UNIVERSE = "Synthetic 100";

/**
 * Loads the sample prices that are not there yet: two real series through the import path that users take,
 * and a generated universe of 100 symbols, marked synthetic.
 *
 * @param root Folder that holds node_modules.
 * @returns Symbols that were loaded now.
 */
export async function loadSamples(db: Database, root: string): Promise<string[]> {
  const { rows } = await db.pool.query<{ symbol: string }>("SELECT DISTINCT symbol FROM data_versions");
  const present = new Set(rows.map((row) => row.symbol));
  const loaded: string[] = [];
  for (const { file, options } of SAMPLES) {
    if (present.has(options.symbol)) continue;
    const bytes = readFileSync(join(root, "node_modules", file));
    await importFile(db, { name: file, bytes }, options);
    loaded.push(options.symbol);
  }
  if ((await db.prisma.universe.count({ where: { name: UNIVERSE } })) > 0) return loaded;
  return [...loaded, ...(await loadUniverse(db))];
}

async function loadUniverse(db: Database): Promise<string[]> {
  const symbols = syntheticUniverse();
  for (const each of symbols) {
    const { name, sector, bars } = each;
    await importBars(db, bars, { name, sector, synthetic: true, source: "synthetic, generated from seed 1" });
  }
  // Last: a universe without its members would pass for loaded.
  await db.prisma.universe.create({
    data: { name: UNIVERSE, kind: "static", synthetic: true, members: { create: symbols.map(membership) } },
  });
  return symbols.map((each) => each.symbol);
}

function membership({ symbol, bars }: SyntheticSymbol): { symbol: string; memberFrom: Date } {
  return { symbol, memberFrom: new Date(bars.openTime[0] ?? 0) };
}
