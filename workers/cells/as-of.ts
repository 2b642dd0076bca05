import { nearest } from "#engine/catalogue.ts";
import { EngineError } from "#engine/errors.ts";
import { asOfSpec } from "#engine/indicators/as-of-rows.ts";
import type { IndicatorSpec } from "#engine/indicators/indicator.ts";
import { tableTimes } from "./table-times.ts";
import { Table } from "./table.ts";

/** When each row of a table was known, and whose it is. */
export interface AsOfOptions<N extends string = string> {
  /** The column that says from when on a row was known; `available_at` or `availableAt` where absent. */
  readonly time?: N;
  /** The column of symbols, where each row is about one; every row is about all of them where absent. */
  readonly symbol?: N;
  /** After so many days a row counts no longer. */
  readonly maxAgeDays?: number;
}

const TIMES = ["available_at", "availableAt"];
const made = new WeakMap<Table, Map<string, IndicatorSpec>>();

/**
 * A table's columns as an indicator: at each close the last row that was known by then.
 *
 * @throws EngineError "bad-param" for a column that is missing or holds no numbers, and for a row without a time.
 */
export function asOf(
  table: Table,
  columns: string | readonly string[],
  options: AsOfOptions = {},
): IndicatorSpec {
  if (!(table instanceof Table)) throw bad("no table to look up; give what sql, table or fileDrop returned");
  const key = JSON.stringify([columns, options]);
  const known = made.get(table) ?? new Map<string, IndicatorSpec>();
  const spec = known.get(key) ?? specOf(table, [columns].flat(), options);
  made.set(table, known.set(key, spec));
  return spec;
}

function specOf(table: Table, wanted: readonly string[], options: AsOfOptions): IndicatorSpec {
  const [first, ...more] = wanted;
  if (first === undefined) throw bad(`no column to look up; this table has ${listed(table)}`);
  const time = options.time ?? TIMES.find((name) => table.names.includes(name));
  if (time === undefined)
    throw bad(
      `no time from which the rows were known; name its column, like { time: "published" }; this table has ${listed(table)}`,
      "time",
    );
  for (const name of [...wanted, time, ...(options.symbol === undefined ? [] : [options.symbol])])
    checkName(table, name);
  const { symbol, maxAgeDays } = options;
  if (maxAgeDays !== undefined && !(maxAgeDays > 0))
    throw bad(`invalid maxAgeDays: ${maxAgeDays}; use a number above 0`, "maxAgeDays");
  return asOfSpec({
    knownAt: tableTimes(table, time, (message) => bad(message, time)),
    names: [first, ...more],
    columns: wanted.map((name) => numbersOf(table, name)),
    ...(symbol !== undefined && { symbols: table.values(symbol).map(String) }),
    ...(maxAgeDays !== undefined && { maxAgeDays }),
  });
}

/** Numbers, yes and no, and times; words are no series. */
function numbersOf(table: Table, name: string): Float64Array {
  const words = table.values(name).find((value) => typeof value === "string");
  if (words === undefined) return table.column(name);
  throw bad(`column ${name} holds words: ${String(words).slice(0, 40)}; look up a column of numbers`, name);
}

function checkName(table: Table, name: string): void {
  if (table.names.includes(name)) return;
  const near = nearest(name, table.names);
  throw bad(
    `unknown column: ${name}; ${near ? `did you mean ${near}?` : `this table has ${listed(table)}`}`,
    name,
  );
}

const listed = (table: Table): string => table.names.slice(0, 20).join(", ");

const bad = (message: string, field?: string): EngineError =>
  new EngineError("bad-param", message, { stage: "indicators", kind: "as-of", ...(field && { field }) });
