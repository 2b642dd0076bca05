import type { Database } from "#server/db.ts";

/** A word between quotes that could be a symbol. */
const QUOTED = /["'`]([A-Za-z0-9._^=-]{1,40})["'`]/g;

const STORED = `SELECT DISTINCT v.symbol FROM data_versions v WHERE v.symbol = ANY($1::text[]) ORDER BY 1`;

/** The stored symbols that a text names between quotes, in order. */
export async function usedSymbols(db: Database, source: string): Promise<string[]> {
  const words = [...source.matchAll(QUOTED)].map((match) => match[1] ?? "");
  if (words.length === 0) return [];
  const stored = await db.pool.query<{ symbol: string }>(STORED, [[...new Set(words)].slice(0, 5_000)]);
  return stored.rows.map(({ symbol }) => symbol);
}
