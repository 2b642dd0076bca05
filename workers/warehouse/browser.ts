import * as duckdb from "@duckdb/duckdb-wasm/blocking";
import type { DuckDBBindings, DuckDBRuntime } from "@duckdb/duckdb-wasm/blocking";

// The bundler puts the browser's blocking build behind this name; its types ship for Node's only.
const { BROWSER_RUNTIME } = duckdb as unknown as { BROWSER_RUNTIME: DuckDBRuntime };

/**
 * Starts DuckDB in a worker of the sandbox.
 *
 * @param wasm The bytes of duckdb-eh.wasm; the sandbox has no network to fetch them from.
 */
export async function openBrowserDuckDb(wasm: ArrayBuffer): Promise<DuckDBBindings> {
  const url = URL.createObjectURL(new Blob([wasm], { type: "application/wasm" }));
  const bundle = { mainModule: url, mainWorker: "" };
  const db = await duckdb.createDuckDB({ mvp: bundle, eh: bundle }, new duckdb.VoidLogger(), BROWSER_RUNTIME);
  await db.instantiate(() => undefined);
  URL.revokeObjectURL(url);
  return db;
}
