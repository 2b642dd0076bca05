import { isDayMonth } from "#engine/data/date-order.ts";
import { EngineError } from "#engine/errors.ts";
import { timeOf, TIME_NAMES } from "../table-times.ts";
import type { Table } from "../table.ts";
import { columnsTable, type FileColumn } from "./columns-table.ts";

const KNOWN_NAMES = ["available_at", "availableat"];

/**
 * The rows of a file that were known by a moment: what a replay of cells on earlier data may see of it.
 *
 * @param time The column that says when a row was known, null for a file that was known before all of it, such as a calendar of holidays. Where
 *   absent it is `available_at`, or a column of times by name; a file without one is left whole.
 * @param until UTC ms; Infinity leaves the table as it is.
 * @throws EngineError "bad-param" for a column that the table does not have, or whose dates do not say which part is the month.
 */
export function knownRows(table: Table, time: string | null | undefined, until: number): Table {
  if (typeof time === "string" && !table.names.includes(time)) throw unknownTime(time, table);
  const name = time === undefined ? timeColumn(table) : time;
  if (name === null || until === Infinity) return table;
  const isTime = table.isTime(name);
  const times = table.values(name).map((value) => (isTime ? Number(value) : knownAt(value, name)));
  if (!times.some((each) => each > until)) return table;
  const columns = table.names.map((each): [string, FileColumn] => [
    each,
    columnBy(table, each, times, until),
  ]);
  return columnsTable(new Map(columns));
}

/** When a row was known. A date that may begin with its month or its day is no answer: rows of the future would stay. */
function knownAt(value: unknown, name: string): number {
  if (typeof value !== "string" || !isDayMonth(value.trim())) return timeOf(value);
  const message = `unclear date: ${value.slice(0, 40)} in column ${name}; write its dates like 2020-01-31`;
  throw new EngineError("bad-param", message, { field: "time" });
}

function columnBy(table: Table, name: string, times: readonly number[], until: number): FileColumn {
  const isKnown = (_: unknown, row: number): boolean => !((times[row] ?? NaN) > until);
  if (table.isTime(name)) return { times: table.column(name).filter(isKnown) };
  return table.values(name).filter(isKnown);
}

function timeColumn(table: Table): string | null {
  const named = new Map(table.names.map((name) => [name.trim().toLowerCase(), name]));
  const found = [...KNOWN_NAMES, ...TIME_NAMES].find((name) => named.has(name));
  return found === undefined ? null : (named.get(found) ?? null);
}

function unknownTime(time: string, { names }: Table): EngineError {
  const message = `unknown column of times: ${time}; this file has ${names.slice(0, 20).join(", ")}`;
  return new EngineError("bad-param", message, { field: "time" });
}
