import { bool, float64, tableFromArrays, tableToIPC, timestamp, TimeUnit, utf8 } from "@uwdata/flechette";
import type { DataType } from "@uwdata/flechette";
import { Table } from "../table.ts";

/** Times in UTC ms, NaN for "no value". */
export interface TimeColumn {
  readonly times: Float64Array;
  /** A sentence that says how its texts were read, where they could have been read otherwise. */
  readonly remark?: string | null;
}

/** A column of a file: values of any kind, null for none, or as numbers or times that were read as such, NaN for none. */
export type FileColumn = readonly unknown[] | Float64Array | TimeColumn;

function typeOf(values: readonly unknown[]): DataType {
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

interface ArrowColumn {
  readonly type: DataType;
  readonly values: unknown[] | Float64Array;
}

/** NaN is a number to Arrow: what has none gets its marks of missing values. */
function withNulls(values: Float64Array): unknown[] | Float64Array {
  return values.includes(NaN) ? Array.from(values, (value) => (Number.isNaN(value) ? null : value)) : values;
}

function arrowColumn(column: FileColumn): ArrowColumn {
  if (column instanceof Float64Array) return { type: float64(), values: withNulls(column) };
  if ("times" in column) return { type: timestamp(TimeUnit.MILLISECOND), values: withNulls(column.times) };
  const type = typeOf(column);
  const isText = type.typeId === utf8().typeId;
  return { type, values: column.map((value) => (isText ? textOf(value) : plain(value))) };
}

/** Columns of one length as a table: numbers, booleans and dates keep their type, all else is text. */
export function columnsTable(columns: ReadonlyMap<string, FileColumn>): Table {
  const types: Record<string, DataType> = {};
  const arrays = [...columns].map(([name, column]): [string, unknown[] | Float64Array] => {
    const { type, values } = arrowColumn(column);
    // Without a type flechette takes an array of doubles as it is, and copies no value of it.
    const isReady = values instanceof Float64Array && type.typeId === float64().typeId;
    if (!isReady) types[name] = type;
    return [name, values];
  });
  const ipc = tableToIPC(tableFromArrays(arrays, { types }), { format: "stream" });
  if (ipc === null) throw new Error("arrow table without bytes");
  return new Table(ipc, [...columns].flatMap(remarkOf));
}

function remarkOf([name, column]: readonly [string, FileColumn]): string[] {
  return "times" in column && column.remark ? [`column ${name}: ${column.remark}`] : [];
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
