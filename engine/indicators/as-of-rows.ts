import { z } from "zod";
import { asOfRows, takeRows } from "../data/as-of.ts";
import { EngineError } from "../errors.ts";
import { hashColumns, hashJson } from "../hash.ts";
import { defineIndicator, type IndicatorResult, type IndicatorSpec } from "./indicator.ts";

/** Rows that were learnt beside the bars: news, estimates, other people's prices. */
export interface KnownRows<C extends readonly [string, ...string[]]> {
  /** UTC ms from which each row was known, in any order, shape [rows]. */
  readonly knownAt: Float64Array;
  /** Names and values of the columns to be read; each of shape [rows]. */
  readonly names: C;
  readonly columns: readonly Float64Array[];
  /** Whose each row is; absent where every row is everybody's. */
  readonly symbols?: readonly string[];
  /** After so many days a row counts no longer; never where absent. */
  readonly maxAgeDays?: number;
}

const DAY_MS = 86_400_000;
const EVERYBODY = "";

/**
 * Columns of rows that came at times of their own, as an indicator: each bar sees the last row that was known at its close.
 *
 * Of rows that came at the same moment the last one counts. What is not known yet is seen by no bar, so that the audit finds nothing to take away. The
 * spec's parameters hold the hash of the rows: other rows make another strategy.
 *
 * @returns A spec with an output per column, shape [bars]; NaN before the first row, where the row has none, and past `maxAgeDays`. O(rows log rows)
 *   once, then O(bars + rows) per symbol.
 * @throws EngineError "bad-param" on a row without a time or of another length.
 */
export function asOfSpec<const C extends readonly [string, ...string[]]>(
  rows: KnownRows<C>,
): IndicatorSpec<C> {
  const known = sortedBySymbol(rows);
  const maxAgeMs = (rows.maxAgeDays ?? Infinity) * DAY_MS;
  const hash = hashRows(rows);
  const define = defineIndicator<z.ZodObject<{ rows: z.ZodString }>, C, "bars">({
    kind: "as-of",
    title: "As of",
    description: "The last row of a table that was known at each close.",
    params: z.object({ rows: z.string().describe("hash of the table's rows") }),
    outputs: rows.names,
    input: "bars",
    compute: ({ symbol, closeTime }) => {
      const { knownAt, columns } = known.get(rows.symbols ? symbol : EVERYBODY) ?? NOTHING;
      const at = asOfRows(closeTime, knownAt);
      for (let bar = 0; bar < at.length; bar++)
        if ((closeTime[bar] as number) - (knownAt[at[bar] as number] ?? NaN) > maxAgeMs) at[bar] = -1;
      const none = new Float64Array();
      const taken = rows.names.map((_, place) => takeRows(columns[place] ?? none, at));
      const byName = Object.fromEntries(rows.names.map((name, place) => [name, taken[place]]));
      return (rows.names.length === 1 ? taken[0] : byName) as IndicatorResult<C>;
    },
  });
  // Its text says nothing of the rows that it holds: their hash stands for both.
  Object.assign(define, { code: `as-of ${hash}` });
  return define({ rows: hash });
}

interface SortedRows {
  readonly knownAt: Float64Array;
  readonly columns: readonly Float64Array[];
}

const NOTHING: SortedRows = { knownAt: new Float64Array(), columns: [] };

/** The rows of each symbol in the order in which they became known. */
function sortedBySymbol(rows: KnownRows<readonly [string, ...string[]]>): ReadonlyMap<string, SortedRows> {
  const { knownAt, columns, symbols } = rows;
  const places = new Map<string, number[]>();
  for (const [row, time] of knownAt.entries()) {
    if (Number.isNaN(time)) throw badRow(row, "no time from which it was known");
    const symbol = symbols ? (symbols[row] ?? EVERYBODY) : EVERYBODY;
    const found = places.get(symbol);
    if (found) found.push(row);
    else places.set(symbol, [row]);
  }
  const short = columns.find(({ length }) => length !== knownAt.length);
  if (short) throw badRow(short.length, `a column of ${short.length} values beside ${knownAt.length} times`);
  const take = (column: Float64Array, order: readonly number[]): Float64Array =>
    Float64Array.from(order, (row) => column[row] as number);
  const sorted = [...places].map(([symbol, found]): [string, SortedRows] => {
    const order = found.toSorted((a, b) => (knownAt[a] as number) - (knownAt[b] as number));
    return [symbol, { knownAt: take(knownAt, order), columns: columns.map((each) => take(each, order)) }];
  });
  return new Map(sorted);
}

function badRow(row: number, what: string): EngineError {
  const message = `row ${row + 1} has ${what}; give every row one, or leave it out`;
  return new EngineError("bad-param", message, { stage: "indicators", kind: "as-of", row: row + 1 });
}

/** SHA-256 over what the rows say: names, times, values, symbols and age. */
function hashRows(rows: KnownRows<readonly [string, ...string[]]>): string {
  const { names, symbols = [], maxAgeDays = null, knownAt, columns } = rows;
  return hashJson({ names, symbols, maxAgeDays, values: hashColumns([knownAt, ...columns]) });
}
