import { CsvCursor } from "#engine/data/csv-cursor.ts";
import { isDayMonth, seekDateOrder, stampIn, type PlacedDate } from "#engine/data/date-order.ts";
import { EngineError } from "#engine/errors.ts";
import type { FileColumn } from "./columns-table.ts";
import { CsvColumn, isNothing } from "./csv-column.ts";
import { dateOf, isDateText } from "./date-text.ts";
import { decodeText } from "./decode-text.ts";
import { readPlainCsv } from "./plain-csv.ts";

const SWITCH = /^(true|false)$/i;

/** A column of which some field is no number: dates that do not exist, booleans, or text. */
function typed(texts: readonly string[]): FileColumn {
  const present = texts.filter((text) => !isNothing(text));
  const all = (is: (text: string) => boolean): boolean => present.length > 0 && present.every(is);
  const each = (read: (text: string) => unknown): unknown[] =>
    texts.map((text) => (isNothing(text) ? null : read(text)));
  if (all(isDateText)) return each(dateOf);
  if (all((text) => SWITCH.test(text))) return each((text) => text.toLowerCase() === "true");
  const times = all(isDayMonth) ? dayMonths(texts) : null;
  return times ?? texts.map((text) => (text === "" ? null : text));
}

/** Times of dates like 01/31/2024, by the order that they show; null where they show none, and whoever reads them must say it. */
function dayMonths(texts: readonly string[]): FileColumn | null {
  const found = seekDateOrder(
    texts.map((text, at): PlacedDate => [text, at + 2]),
    "line",
  );
  if (found instanceof EngineError) return null;
  const times = Float64Array.from(texts, (text) => (isNothing(text) ? NaN : stampIn(found.order, text)));
  const isWhole = texts.every((text, at) => isNothing(text) || !Number.isNaN(times[at]));
  return isWhole ? { times, remark: found.remark } : null;
}

function requireHeader(cursor: CsvCursor): string[] {
  if (!cursor.next())
    throw new EngineError("bad-csv", "empty file; its first row must name the columns", { row: 1 });
  const names = cursor.fields().map((name) => name.trim());
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (names.includes(""))
    throw new EngineError("bad-csv", "column without a name in row 1; name it", { row: 1 });
  if (twice !== undefined)
    throw new EngineError("bad-csv", `two columns named ${twice} in row 1; rename one`, { row: 1 });
  return names;
}

function requireCount({ line, count }: CsvCursor, columns: number): void {
  if (count === columns) return;
  throw new EngineError(
    "bad-csv",
    `row ${line} has ${count} fields; the header has ${columns}: mend the row`,
    { row: line },
  );
}

/** The columns at these places as text: a second walk, which files of numbers and dates do without. */
function readTexts(text: string, places: readonly number[]): Map<number, string[]> {
  const texts = new Map(places.map((place): [number, string[]] => [place, []]));
  const cursor = new CsvCursor(text);
  cursor.next();
  while (cursor.next()) for (const [place, column] of texts) column.push(cursor.field(place).trim());
  return texts;
}

/**
 * Reads a CSV text whose first row names the columns; numbers, UTC dates and booleans get their type, all else is text.
 *
 * @throws EngineError "bad-csv" with the row, 1-based, that has too few or too many fields.
 */
export function readCsvColumns(text: string): Map<string, FileColumn> {
  const cursor = new CsvCursor(text);
  const names = requireHeader(cursor);
  const filling = names.map(() => new CsvColumn());
  while (cursor.next()) {
    requireCount(cursor, names.length);
    for (let at = 0; at < filling.length; at++) filling[at]?.add(cursor, at);
  }
  const columns = filling.map((column) => column.finish());
  const others = columns.flatMap((column, at) => (column === null ? [at] : []));
  const texts = others.length > 0 ? readTexts(text, others) : new Map<number, string[]>();
  return new Map(names.map((name, at) => [name, columns[at] ?? typed(texts.get(at) ?? [])]));
}

/**
 * The same from a file's bytes, which are walked as text only where they have to be.
 *
 * @throws EngineError "bad-param" besides where they are not UTF-8.
 */
export function readCsvFile(bytes: Uint8Array): Map<string, FileColumn> {
  const plain = readPlainCsv(bytes);
  if (plain === null) return readCsvColumns(decodeText(bytes));
  const { header, columns } = plain;
  const names = requireHeader(new CsvCursor(header));
  const others = columns.flatMap((column, at) => (column === null ? [at] : []));
  const texts = others.length > 0 ? readTexts(decodeText(bytes), others) : new Map<number, string[]>();
  return new Map(names.map((name, at) => [name, columns[at] ?? typed(texts.get(at) ?? [])]));
}
