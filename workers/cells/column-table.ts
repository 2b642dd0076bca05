import { tableFromArrays, tableToIPC, timestamp, TimeUnit } from "@uwdata/flechette";
import { Table } from "./table.ts";

/**
 * A table of columns that are there already: no objects per row.
 *
 * @param columns By name, in order, of one length.
 * @param times Names of the columns that hold UTC ms.
 */
export function columnTable(
  columns: readonly (readonly [string, Float64Array])[],
  times: ReadonlySet<string> = new Set(),
): Table {
  const types = Object.fromEntries([...times].map((name) => [name, timestamp(TimeUnit.MILLISECOND)]));
  const arrays = columns.map(([name, column]): [string, Float64Array] => [name, column.slice()]);
  const ipc = tableToIPC(tableFromArrays(arrays, { types }), { format: "stream" });
  if (ipc === null) throw new Error("arrow table without bytes");
  return new Table(ipc);
}
