import * as duckdb from "@duckdb/duckdb-wasm/blocking";
import type { DuckDBRuntime } from "@duckdb/duckdb-wasm/blocking";
import type { Warehouse } from "./api.ts";
import { openWarehouse } from "./warehouse.ts";

// The bundler puts the browser's blocking build behind this name; its types ship for Node's only.
const { BROWSER_RUNTIME } = duckdb as unknown as { BROWSER_RUNTIME: DuckDBRuntime };

/**
 * The warehouse in a worker of the sandbox.
 *
 * @param wasm The bytes of duckdb-eh.wasm; the sandbox has no network to fetch them from.
 */
export async function openBrowserWarehouse(wasm: ArrayBuffer): Promise<Warehouse> {
  const url = URL.createObjectURL(new Blob([wasm], { type: "application/wasm" }));
  const bundle = { mainModule: url, mainWorker: "" };
  const db = await duckdb.createDuckDB({ mvp: bundle, eh: bundle }, new duckdb.VoidLogger(), BROWSER_RUNTIME);
  await db.instantiate(() => undefined);
  URL.revokeObjectURL(url);
  return openWarehouse(db);
}
