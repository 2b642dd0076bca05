import { DataType, tableFromIPC } from "apache-arrow";
import type { Table, Vector } from "apache-arrow";
import { EngineError } from "#engine/errors.ts";
import { checkRows, isBarColumn } from "./table-rows.ts";
import type { FileColumn } from "./table-rows.ts";

/**
 * Reads the columns that bars need of an Arrow file or stream.
 *
 * @throws EngineError "bad-csv" when the bytes are no Arrow, "over-limit" on too many rows.
 */
export function arrowColumns(bytes: Uint8Array): ReadonlyMap<string, FileColumn> {
  const table = openTable(bytes);
  checkRows(table.numRows);
  const names = table.schema.fields.map(({ name }) => String(name)).filter(isBarColumn);
  return new Map(names.map((name) => [name, valuesOf(table.getChild(name), table.numRows)]));
}

function openTable(bytes: Uint8Array): Table {
  try {
    return tableFromIPC(bytes);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new EngineError("bad-csv", `file is not Arrow (${words}); save it again`);
  }
}

/** Arrow's library gives dates as milliseconds, whatever their unit: they are marked as such, so that nobody takes early ones for seconds. */
function valuesOf(column: Vector | null, rows: number): FileColumn {
  const isTime = column !== null && (DataType.isTimestamp(column.type) || DataType.isDate(column.type));
  return Array.from({ length: rows }, (_, row) => {
    const value = column?.get(row) as unknown;
    return isTime && (typeof value === "number" || typeof value === "bigint")
      ? new Date(Number(value))
      : value;
  });
}
