import { tableFromIPC, Type } from "@uwdata/flechette";
import type { Table } from "@uwdata/flechette";
import type { BarColumns } from "./api.ts";

const NAMES = {
  ...{ openTime: "open_time", closeTime: "close_time", availableAt: "available_at" },
  ...{ open: "open", high: "high", low: "low", close: "close", volume: "volume" },
} as const satisfies Record<keyof BarColumns, string>;
const TIMES = ["openTime", "closeTime", "availableAt"] as const;

/**
 * The columns of bars as a stream of Arrow holds them, as views of it.
 *
 * @returns null where DuckDB would give something else: NULLs, other types, times between milliseconds or out of order.
 */
export function straightColumns(ipc: Uint8Array): BarColumns | null {
  const table = tableFromIPC(ipc);
  const entries = Object.entries(NAMES).map(([key, name]) => [key, doublesOf(table, name)] as const);
  if (entries.some(([, column]) => column === null)) return null;
  const columns = Object.fromEntries(entries) as unknown as BarColumns;
  const isStraight = isAscending(columns.openTime) && TIMES.every((name) => isWhole(columns[name]));
  return isStraight ? columns : null;
}

function doublesOf(table: Table, name: string): Float64Array | null {
  const column = table.names.includes(name) ? table.getChild(name) : null;
  if (column === null || column.type.typeId !== Type.Float || column.nullCount > 0) return null;
  const values: unknown = column.toArray();
  return values instanceof Float64Array ? values : null;
}

function isAscending(times: Float64Array): boolean {
  for (let i = 1; i < times.length; i++) if (!((times[i - 1] ?? NaN) < (times[i] ?? NaN))) return false;
  return true;
}

function isWhole(times: Float64Array): boolean {
  for (let i = 0; i < times.length; i++) if (!Number.isSafeInteger(times[i])) return false;
  return true;
}
