import { tableFromArrays, tableToIPC, timestamp, TimeUnit } from "@uwdata/flechette";

/**
 * Rows as an Arrow IPC stream.
 *
 * @param rows Plain values; dates become timestamps in ms, absent values null. A column is there if any row has it.
 */
export function rowsIpc(rows: readonly object[]): Uint8Array {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const columns = names.map((name): [string, unknown[]] => [
    name,
    rows.map((row) => (row as Readonly<Record<string, unknown>>)[name] ?? null),
  ]);
  const dates = columns.filter(([, values]) => values.some((value) => value instanceof Date));
  const types = Object.fromEntries(dates.map(([name]) => [name, timestamp(TimeUnit.MILLISECOND)]));
  const ipc = tableToIPC(tableFromArrays(columns, { types }), { format: "stream" });
  if (ipc === null) throw new Error("assertion: a table has bytes");
  return ipc;
}
