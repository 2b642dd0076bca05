import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type * as DuckDb from "@duckdb/duckdb-wasm/blocking";
import type { Warehouse } from "./api.ts";
import { openWarehouse } from "./warehouse.ts";

/** The warehouse in this Node process, for the command line and tests. */
export async function openNodeWarehouse(): Promise<Warehouse> {
  return openWarehouse(openNodeDuckDb);
}

/** The browser's build of DuckDB in this Node process. */
export async function openNodeDuckDb(): Promise<DuckDb.DuckDBBindings> {
  const require = createRequire(import.meta.url);
  // Its CommonJS build hides its names from import statements.
  const duckdb = require("@duckdb/duckdb-wasm/blocking") as typeof DuckDb;
  const folder = dirname(require.resolve("@duckdb/duckdb-wasm/dist/duckdb-eh.wasm"));
  const bundle = (name: string) => ({ mainModule: join(folder, `duckdb-${name}.wasm`), mainWorker: "" });
  const db = await duckdb.createDuckDB(
    { mvp: bundle("mvp"), eh: bundle("eh") },
    new duckdb.VoidLogger(),
    duckdb.NODE_RUNTIME,
  );
  await db.instantiate(() => undefined);
  return db;
}
