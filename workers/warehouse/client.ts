import { transfer, wrap } from "comlink";
import type { Warehouse } from "./api.ts";

/** The warehouse at the other end of a port; bars that are put are handed over, and no longer there for who put them. */
export function openWarehouseClient(port: MessagePort): Warehouse {
  const far = wrap<Warehouse>(port);
  let started: Promise<void> | undefined;
  return {
    putBars: (symbol, timeframe, ipc) =>
      far.putBars(symbol, timeframe, transfer(ipc, [ipc.buffer as ArrayBuffer])),
    readBars: (symbol, timeframe) => far.readBars(symbol, timeframe),
    hasBars: (symbol, timeframe) => far.hasBars(symbol, timeframe),
    start: () =>
      (started ??= far.start().catch((error: unknown) => {
        started = undefined;
        throw error;
      })),
    query: (...question) => far.query(...question),
    interrupt: (ticket) => far.interrupt(ticket),
  };
}
