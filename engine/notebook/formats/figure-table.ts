import type { ExportTable } from "./export-block.ts";
import { shortNumber } from "./short-number.ts";

type Trace = Readonly<Record<string, unknown>>;

/** Bounds of one trace's table; past them it says how many rows there were. */
const MAX_ROWS = 200;
const MAX_COLUMNS = 40;

/** What a trace's columns are called, in the order in which they are read. */
const COLUMNS = ["labels", "x", "y", "z", "open", "high", "low", "close", "values", "text"] as const;

/**
 * A plotly trace as a table: a heat map's or surface's grid with its own heads, anything else one column per field.
 *
 * @returns null for a trace without data of these kinds.
 */
export function figureTable(trace: Trace): ExportTable | null {
  const grid = list(trace["z"])?.map(list);
  if (grid?.every((row) => row !== null)) return gridTable(trace, grid);
  const fields = COLUMNS.flatMap((name) => {
    const values = list(trace[name]);
    return values === null || values.length === 0 ? [] : [{ name, values }];
  });
  if (fields.length === 0) return null;
  const rowCount = Math.max(...fields.map(({ values }) => values.length));
  return {
    columns: fields.map(({ name }) => name),
    numeric: fields.map(({ values }) => isNumeric(values)),
    rows: Array.from({ length: Math.min(rowCount, MAX_ROWS) }, (_, row) =>
      fields.map(({ values }) => words(values[row])),
    ),
    rowCount,
  };
}

/** One row per value of y, one column per value of x. */
function gridTable(trace: Trace, grid: readonly (readonly unknown[])[]): ExportTable {
  const width = Math.min(Math.max(0, ...grid.map((row) => row.length)), MAX_COLUMNS);
  const xs = list(trace["x"]);
  const ys = list(trace["y"]);
  return {
    columns: ["", ...Array.from({ length: width }, (_, at) => head(xs?.[at] ?? at))],
    numeric: [false, ...Array.from({ length: width }, () => true)],
    rows: grid
      .slice(0, MAX_ROWS)
      .map((row, at) => [head(ys?.[at] ?? at), ...Array.from({ length: width }, (_, x) => words(row[x]))]),
    rowCount: grid.length,
  };
}

function list(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value as unknown[];
  if (ArrayBuffer.isView(value) && "length" in value)
    return Array.from(value as unknown as ArrayLike<unknown>);
  return null;
}

const isNumeric = (values: readonly unknown[]): boolean =>
  values.every((value) => value === null || typeof value === "number");

/** Years and parameters, which thousands must not be separated in. */
const head = (value: unknown): string => (typeof value === "number" ? String(value) : words(value));

function words(value: unknown): string {
  if (typeof value === "number") return Number.isFinite(value) ? shortNumber(value) : "\u2013";
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return typeof value === "string" ? value : "\u2013";
}
