import { bool, float64, tableFromArrays, tableToIPC, timestamp, TimeUnit, utf8 } from "@uwdata/flechette";
import type { DataType } from "@uwdata/flechette";
import { Table } from "../table.ts";

/** A column of a file: null is "no value". */
export type FileColumn = readonly unknown[];

function typeOf(values: FileColumn): DataType {
  const present = values.filter((value) => value !== null && value !== undefined);
  if (present.length === 0) return utf8();
  if (present.every((value) => typeof value === "number" || typeof value === "bigint")) return float64();
  if (present.every((value) => typeof value === "boolean")) return bool();
  return present.every((value) => value instanceof Date) ? timestamp(TimeUnit.MILLISECOND) : utf8();
}

function plain(value: unknown): string | number | boolean | Date | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "number" || typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "bigint") return Number(value);
  return value instanceof Date ? value : JSON.stringify(value);
}

function textOf(value: unknown): string | null {
  const simple = plain(value);
  return simple === null ? null : simple instanceof Date ? simple.toISOString() : String(simple);
}

/** Columns of one length as a table: numbers, booleans and dates keep their type, all else is text. */
export function columnsTable(columns: ReadonlyMap<string, FileColumn>): Table {
  const types: Record<string, DataType> = {};
  const arrays = [...columns].map(([name, values]): [string, unknown[]] => {
    const type = typeOf(values);
    types[name] = type;
    const isText = type.typeId === utf8().typeId;
    return [name, values.map((value) => (isText ? textOf(value) : plain(value)))];
  });
  const ipc = tableToIPC(tableFromArrays(arrays, { types }), { format: "stream" });
  if (ipc === null) throw new Error("arrow table without bytes");
  return new Table(ipc);
}

/** Row objects as columns; a column is there if any row has it. */
export function columnsOfRows(rows: readonly Readonly<Record<string, unknown>>[]): Map<string, unknown[]> {
  const columns = new Map<string, unknown[]>();
  rows.forEach((row, at) => {
    for (const [name, value] of Object.entries(row)) {
      const column = columns.get(name) ?? new Array<unknown>(rows.length).fill(null);
      column[at] = value;
      columns.set(name, column);
    }
  });
  return columns;
}
