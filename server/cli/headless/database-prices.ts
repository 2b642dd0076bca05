import { fileURLToPath } from "node:url";
import { resolve } from "node:path";
import { openDatabase } from "#server/db.ts";
import { openEmbedded } from "#server/database/embedded/open.ts";
import { readEnv } from "#server/env.ts";
import { listDatasets } from "#server/prices/list-datasets.ts";
import { readBarsIpc } from "#server/prices/read-bars.ts";
import { readStoredTable } from "#server/tables/stored-tables.ts";
import type { PriceSource } from "#workers/cells/price-library.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** Prices of the database that `npm start` prepared; attaches to a running one or starts the embedded one. */
export interface DatabasePrices extends PriceSource {
  close(): Promise<void>;
}

/** Opens the prices of `DATABASE_URL`, or of the embedded database when it is not set. The caller closes them. */
export async function databasePrices(): Promise<DatabasePrices> {
  const { DATABASE_URL, LOOKBACK_HOME } = readEnv();
  const embedded =
    DATABASE_URL === undefined
      ? await openEmbedded({ home: resolve(ROOT, LOOKBACK_HOME), root: ROOT })
      : null;
  const db = openDatabase(embedded?.url ?? DATABASE_URL ?? "");
  return {
    loadBars: async (request) => (await readBarsIpc(db, request)).ipc,
    listDatasets: () => listDatasets(db),
    readTable: (name) => readStoredTable(db, name),
    async close() {
      await db.close();
      await embedded?.close();
    },
  };
}
