import {
  dateDay,
  float64,
  tableFromArrays,
  tableFromIPC,
  tableToIPC,
  timestamp,
  TimeUnit,
  utf8,
} from "@uwdata/flechette";
import type { Table as ArrowTable } from "@uwdata/flechette";
import { nearest } from "#engine/catalogue.ts";
import { EngineError } from "#engine/errors.ts";
import { PREVIEW } from "#engine/notebook/value-preview.ts";

/** One row by column name; times are UTC ms, NULL is null. */
export type Row = Readonly<Record<string, unknown>>;

/** Most rows that {@link tableOf} takes: a table of objects is for reading, bulk belongs in columns. */
const MAX_ROWS = 1_000_000;

/** An Arrow table as cells see it: columns first, rows on demand. `R` is one row, where its columns are known. */
export class Table<R extends Row = Row> implements Iterable<R> {
  /** The table's bytes, an Arrow IPC stream. */
  readonly ipc: Uint8Array<ArrayBuffer>;
  /** How its file was read where it could have been read otherwise, in sentences. */
  readonly remarks: readonly string[];
  #arrow: ArrowTable | null = null;

  constructor(ipc: Uint8Array, remarks: readonly string[] = []) {
    this.ipc = ipc as Uint8Array<ArrayBuffer>;
    this.remarks = remarks;
  }

  /** Its name for whoever looks at it, which a bundle's renaming leaves alone. */
  get [Symbol.toStringTag](): string {
    return "Table";
  }

  /** How many rows it has, and its first columns, for the list of variables. */
  [PREVIEW](): string {
    const rows = `${this.rowCount} ${this.rowCount === 1 ? "row" : "rows"}`;
    return this.names.length === 0 ? rows : `${rows}: ${this.names.join(", ")}`;
  }

  get #table(): ArrowTable {
    return (this.#arrow ??= tableFromIPC(this.ipc));
  }

  /** Column names in order. */
  get names(): (keyof R & string)[] {
    return [...this.#table.names].map(String);
  }

  get rowCount(): number {
    return this.#table.numRows;
  }

  /** Whether a column holds times, which its values then say in UTC ms. */
  isTime(name: keyof R & string): boolean {
    const type = this.#table.schema.fields.find((field) => field.name === name)?.type.typeId;
    return type === timestamp().typeId || type === dateDay().typeId;
  }

  /**
   * A column as numbers; times are UTC ms.
   *
   * @returns Shape [rows]; NULL and anything that is no number are NaN.
   * @throws EngineError "bad-param" for a name that the table does not have.
   */
  column(name: keyof R & string): Float64Array {
    if (!this.names.includes(name)) throw unknownColumn(name, this.names);
    const column = this.#table.getChild(name);
    const doubles: unknown = column.nullCount === 0 ? column.toArray() : null;
    if (doubles instanceof Float64Array) return doubles.slice();
    return Float64Array.from(this.values(name), (value) => (value === null ? NaN : Number(value)));
  }

  /** A column as it is: numbers, strings, booleans, null. */
  values<K extends keyof R & string>(name: K): R[K][] {
    if (!this.names.includes(name)) throw unknownColumn(name, this.names);
    return Array.from(this.#table.getChild(name) as Iterable<R[K]>);
  }

  /** Every row as an object of its own. */
  rows(): R[] {
    return [...this];
  }

  *[Symbol.iterator](): Iterator<R> {
    const names = this.names;
    const columns = names.map((name) => this.values(name));
    for (let i = 0; i < this.rowCount; i++)
      yield Object.fromEntries(names.map((name, c) => [name, columns[c]?.[i] ?? null])) as R;
  }
}

function unknownColumn(name: string, names: readonly string[]): EngineError {
  const near = nearest(name, names);
  const remedy = near ? `did you mean ${near}?` : `this table has ${names.join(", ")}`;
  return new EngineError("bad-param", `unknown column: ${name}; ${remedy}`);
}

function columnOf(values: readonly unknown[]): unknown[] | Float64Array {
  const present = values.filter((value) => value !== null && value !== undefined);
  if (present.every((value) => typeof value === "number" || typeof value === "bigint"))
    return values.map((value) => (value === null || value === undefined ? null : Number(value)));
  if (present.every((value) => typeof value === "boolean" || value instanceof Date))
    return values.map((v) => v ?? null);
  return values.map((v) =>
    v === null || v === undefined ? null : typeof v === "string" ? v : (JSON.stringify(v) ?? typeof v),
  );
}

/**
 * Makes a table of row objects; a column is in the table if any row has it.
 *
 * @throws EngineError "over-limit" past a million rows.
 */
export function tableOf(rows: readonly object[]): Table {
  if (rows.length > MAX_ROWS)
    throw new EngineError(
      "over-limit",
      `table of ${rows.length} rows; the limit is ${MAX_ROWS}; use columns or sql`,
    );
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const columns = names.map((name): [string, unknown[] | Float64Array] => [
    name,
    columnOf(rows.map((row) => (row as Row)[name])),
  ]);
  const types = Object.fromEntries(
    columns
      .filter(([, values]) => Array.isArray(values) && values.some((value) => value instanceof Date))
      .map(([name]) => [name, timestamp(TimeUnit.MILLISECOND)]),
  );
  return packed(tableFromArrays(columns, { types }));
}

/** What a column without rows is of; times are UTC ms. */
export type ColumnKind = "text" | "number" | "time";

const EMPTY_TYPES = { text: utf8(), number: float64(), time: timestamp(TimeUnit.MILLISECOND) };

/** A table of these columns and no rows. */
export function emptyTable(columns: Readonly<Record<string, ColumnKind>>): Table {
  const kinds = Object.entries(columns);
  const types = Object.fromEntries(kinds.map(([name, kind]) => [name, EMPTY_TYPES[kind]]));
  return packed(
    tableFromArrays(
      kinds.map(([name]): [string, unknown[]] => [name, []]),
      { types },
    ),
  );
}

function packed(table: ArrowTable): Table {
  const ipc = tableToIPC(table, { format: "stream" });
  if (ipc === null) throw new Error("arrow table without bytes");
  return new Table(ipc);
}
