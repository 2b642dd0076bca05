import type { Database } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import type { Providers } from "#server/providers/open-providers.ts";
import { saveUniverse } from "./save-universe.ts";
import type { UniverseDefinition } from "./universe-definition.ts";

/** A sector is a universe of its own when it has this many symbols. */
const MIN_SECTOR = 5;
const SECTORS = `SELECT sector FROM symbols WHERE sector IS NOT NULL AND NOT synthetic AND symbol IN (SELECT symbol FROM data_versions WHERE forgotten_at IS NULL)
  GROUP BY sector HAVING count(*) >= ${MIN_SECTOR} ORDER BY sector`;

/**
 * Brings the universes that follow from the loaded symbols up to date: all of them, those that trade much, each sector. One that nobody
 * fits yet is left out.
 *
 * @returns Names of those that there are.
 */
export async function refreshBuiltIns(db: Database, providers: Providers): Promise<string[]> {
  const { rows } = await db.pool.query<{ sector: string }>(SECTORS);
  const built: readonly (readonly [string, UniverseDefinition])[] = [
    ["All symbols", { kind: "filter", synthetic: false }],
    ["Liquid", { kind: "filter", synthetic: false, minAverageVolume: 1_000_000, minPrice: 5 }],
    ...rows.map(({ sector }) => [sector, ofSector(sector)] as const),
  ];
  const names: string[] = [];
  for (const [name, definition] of built) {
    try {
      names.push((await saveUniverse(db, providers, { name, definition })).name);
    } catch (error) {
      if (!(error instanceof ServerError && error.code === "bad-request")) throw error;
    }
  }
  return names;
}

function ofSector(sector: string): UniverseDefinition {
  return { kind: "filter", synthetic: false, sectors: [sector] };
}
