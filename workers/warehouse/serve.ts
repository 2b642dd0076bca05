import { expose, transfer } from "comlink";
import type { Warehouse } from "./api.ts";
import { openBrowserDuckDb } from "./browser.ts";
import { openWarehouse } from "./warehouse.ts";

/** What the frame sends: a cells' worker's port, or the answer to the question for DuckDB's bytes. */
interface FrameMessage {
  readonly port?: MessagePort;
  readonly wasm?: ArrayBuffer;
  readonly error?: string;
}

/** Hands results over instead of copying them: columns and tables are megabytes. */
function transferring(warehouse: Warehouse): Warehouse {
  return {
    ...warehouse,
    async readBars(...args) {
      const bars = await warehouse.readBars(...args);
      return bars === null
        ? null
        : transfer(
            bars,
            Object.values(bars as object).map((column) => (column as Float64Array).buffer as ArrayBuffer),
          );
    },
    async query(...args) {
      const ipc = (await warehouse.query(...args)) as Uint8Array<ArrayBuffer>;
      return transfer(ipc, [ipc.buffer]);
    },
  };
}

/** Runs the warehouse in this worker. DuckDB's bytes are asked of the frame with the first query: most of the time nobody needs them. */
export function serveWarehouse(): void {
  let answered: (message: FrameMessage) => void = () => undefined;
  const warehouse = transferring(
    openWarehouse(async () => {
      const answer = new Promise<FrameMessage>((resolve) => (answered = resolve));
      self.postMessage("want-wasm");
      const { wasm, error } = await answer;
      if (wasm === undefined) throw new Error(error ?? "no DuckDB to answer queries; reload the page");
      return openBrowserDuckDb(wasm);
    }),
  );
  self.onmessage = ({ data }: MessageEvent<FrameMessage>) => {
    if (data.port === undefined) return answered(data);
    // Whoever asked before is gone: nobody waits for those answers.
    void warehouse.interrupt();
    expose(warehouse, data.port);
  };
}
