import { expose, transfer } from "comlink";
import type { Warehouse } from "./api.ts";
import { openBrowserWarehouse } from "./browser.ts";

/** Hands results over instead of copying them: columns and tables are megabytes. */
function transferring(opened: Promise<Warehouse>): Warehouse {
  return {
    putBars: async (...args) => (await opened).putBars(...args),
    hasBars: async (...args) => (await opened).hasBars(...args),
    async readBars(...args) {
      const bars = await (await opened).readBars(...args);
      return bars === null
        ? null
        : transfer(
            bars,
            Object.values(bars as object).map((column) => (column as Float64Array).buffer as ArrayBuffer),
          );
    },
    async query(...args) {
      const ipc = (await (await opened).query(...args)) as Uint8Array<ArrayBuffer>;
      return transfer(ipc, [ipc.buffer]);
    },
    interrupt: async (...args) => (await opened).interrupt(...args),
  };
}

/** Runs the warehouse in this worker: the first message brings DuckDB's bytes, each later one a cells' worker's port. */
export function serveWarehouse(): void {
  let warehouse: Warehouse | null = null;
  self.onmessage = ({ data }: MessageEvent<{ wasm?: ArrayBuffer; port?: MessagePort }>) => {
    if (data.wasm !== undefined) warehouse = transferring(openBrowserWarehouse(data.wasm));
    if (data.port === undefined || warehouse === null) return;
    // Whoever asked before is gone: nobody waits for those answers.
    void warehouse.interrupt();
    expose(warehouse, data.port);
  };
}
