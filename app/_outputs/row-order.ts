import { plainText, type ShownColumn } from "./read-table.ts";

/** A sorted column; several sort by the first, then within it by the second. */
export interface Sort {
  readonly column: number;
  readonly descending: boolean;
}

/** What a row must have in a column to be shown: a number in a range, or text that holds some other. */
export type Filter =
  | { readonly kind: "range"; readonly min: number; readonly max: number }
  | { readonly kind: "text"; readonly text: string };

/** Filters by column number. */
export type Filters = ReadonlyMap<number, Filter>;

/**
 * The rows to show, in order; null for all rows as they are. Missing values come last either way, and fail every filter.
 * Sorting is stable and takes a time in proportion to the rows: a million in about 0.3 s on a free core.
 */
export function rowOrder(
  columns: readonly ShownColumn[],
  rowCount: number,
  sorts: readonly Sort[],
  filters: Filters,
): Uint32Array | null {
  let rows = filters.size === 0 ? null : passing(columns, rowCount, filters);
  for (const { column, descending } of sorts.toReversed()) {
    const sorted = columns[column];
    rows ??= Uint32Array.from({ length: rowCount }, (_, row) => row);
    if (sorted) rows = radixSorted(rows, sortKeys(sorted, rowCount, descending));
  }
  return rows;
}

function passing(columns: readonly ShownColumn[], rowCount: number, filters: Filters): Uint32Array {
  const tests = [...filters].flatMap(([at, filter]) => {
    const column = columns[at];
    return column ? [testOf(column, filter)] : [];
  });
  const rows = new Uint32Array(rowCount);
  let count = 0;
  for (let row = 0; row < rowCount; row++) if (tests.every((test) => test(row))) rows[count++] = row;
  return rows.slice(0, count);
}

function testOf({ values }: ShownColumn, filter: Filter): (row: number) => boolean {
  if (filter.kind === "range") {
    const { min, max } = filter;
    return (row) => {
      const value = values[row];
      return typeof value === "number" && value >= min && value <= max;
    };
  }
  const wanted = filter.text.toLowerCase();
  return (row) => plainText(values[row]).toLowerCase().includes(wanted);
}

const LAST = Infinity;

/** A number for each row that orders the rows as their values do. */
function sortKeys({ values }: ShownColumn, rowCount: number, descending: boolean): Float64Array {
  const ranks = ranksOf(values, rowCount);
  const keys = new Float64Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    const value = values[row];
    const key = typeof value === "number" ? value : (ranks.get(value) ?? NaN);
    keys[row] = Number.isNaN(key) ? LAST : descending ? -key : key;
  }
  return keys;
}

/** Texts and switches by their place among all of the column; few differ, however many rows there are. */
function ranksOf(values: ArrayLike<unknown>, rowCount: number): ReadonlyMap<unknown, number> {
  const distinct = new Set<unknown>();
  for (let row = 0; row < rowCount; row++) {
    const value = values[row];
    if (value !== null && value !== undefined && typeof value !== "number") distinct.add(value);
  }
  const { compare } = new Intl.Collator("en", { numeric: true });
  const sorted = [...distinct].sort((a, b) => compare(plainText(a), plainText(b)));
  return new Map(sorted.map((value, rank) => [value, rank]));
}

const DIGIT = 16;
const DIGITS = 4;
const VALUES = 2 ** DIGIT;

/** Stable order of doubles, 16 bits at a time from the lowest: each pass counts, then places. O(rows). */
export function radixSorted(rows: Uint32Array, keys: Float64Array): Uint32Array {
  const digits = new Uint16Array(orderedBits(keys).buffer);
  let from: Uint32Array = rows;
  let to: Uint32Array = new Uint32Array(rows.length);
  const counts = new Uint32Array(VALUES);
  for (let digit = 0; digit < DIGITS; digit++) {
    counts.fill(0);
    for (const row of from) {
      const value = digits[row * DIGITS + digit] as number;
      counts[value] = (counts[value] as number) + 1;
    }
    let place = 0;
    for (let value = 0; value < VALUES; value++) {
      const count = counts[value] as number;
      counts[value] = place;
      place += count;
    }
    for (const row of from) {
      const value = digits[row * DIGITS + digit] as number;
      const at = counts[value] as number;
      counts[value] = at + 1;
      to[at] = row;
    }
    [from, to] = [to, digit === 0 ? new Uint32Array(rows.length) : from];
  }
  return from;
}

/** Bits that compare as whole numbers in the order of the doubles: negative ones turned round, the others above them. */
function orderedBits(keys: Float64Array): Uint32Array {
  // A zero below zero is the same number to a reader.
  const bits = new Uint32Array(Float64Array.from(keys, (key) => (key === 0 ? 0 : key)).buffer);
  for (let at = 0; at < bits.length; at += 2) {
    const high = bits[at + 1] as number;
    const negative = high >>> 31 === 1;
    bits[at] = negative ? ~(bits[at] as number) : (bits[at] as number);
    bits[at + 1] = negative ? ~high : high | 0x80000000;
  }
  return bits;
}
