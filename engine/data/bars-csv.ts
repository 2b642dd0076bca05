import { EngineError } from "../errors.ts";
import type { Bars } from "../market/bars.ts";
import { parseStamp } from "./bar-times.ts";
import { MAX_BARS } from "./check-bars.ts";
import { CsvCursor } from "./csv-cursor.ts";
import { findDateOrder, isDayMonth, stampIn, type DateOrder, type PlacedDate } from "./date-order.ts";
import { GrowingColumn } from "./growing-column.ts";
import { isoReader } from "./iso-text.ts";
import { numberAt } from "./number-text.ts";
import { inOrderOfTime } from "./row-order.ts";
import { stampedBars, type StampedBarsOptions } from "./stamped-bars.ts";

/** How to read a CSV of bars: the calendar turns a daily date into a session (default: as the stamps show). */
export interface BarsCsvOptions extends StampedBarsOptions {
  /** Whether dates like 01/02/2024 begin with the month or the day; as the column shows where absent. */
  readonly dates?: DateOrder;
}

/** Bars of a file, and in sentences how it was read where it could have been read otherwise. */
export interface ReadBars {
  readonly bars: Bars;
  readonly remarks: readonly string[];
}

const TIME_NAMES = ["time", "date", "datetime", "timestamp", ""];
const PRICE_NAMES = ["open", "high", "low", "close"] as const;
const DECIMAL_COMMA = /^[+-]?\d+,\d+$/;

/**
 * Reads one symbol's bars from CSV text, as {@link readBarsCsv} does, without its remarks.
 *
 * @throws EngineError "bad-csv" with the file's line (1-based), the field, its value and the remedy.
 * @example parseBarsCsv("date,open,high,low,close\n01/31/2024,10,12,9,11\n01/30/2024,9,11,9,10", { symbol: "MINE" })
 */
export function parseBarsCsv(text: string, options: BarsCsvOptions): Bars {
  return readBarsCsv(text, options).bars;
}

/**
 * Reads one symbol's bars from CSV text; nothing is dropped or mended in silence.
 *
 * The header (any case) names a time column (time, date, datetime, timestamp, or blank as pandas writes an index), open, high, low,
 * close, and perhaps volume (NaN where the column is absent); other columns, "Adj Close" among them, are ignored. Times are ISO (UTC where no zone
 * is given), dates like 20200131, or epoch seconds or milliseconds; a daily time is taken for its date's session. Dates like 01/31/2024 or 31.01.2024 are
 * read as the column shows or as `dates` says. Rows may stand in any order of time, newest first as many vendors write them; two of one time are an error.
 *
 * @throws EngineError "bad-csv" with the file's line (1-based), the field, its value and the remedy.
 */
export function readBarsCsv(text: string, options: BarsCsvOptions): ReadBars {
  const cursor = new CsvCursor(text);
  if (!cursor.next())
    throw new EngineError("bad-csv", "empty csv; give a header and at least one row", {
      symbol: options.symbol,
    });
  const columns = findColumns(cursor, options.symbol);
  const found = orderOf(text, columns.time, options.dates);
  const rows: number[] = [];
  const values = Array.from({ length: 6 }, () => new GrowingColumn());
  const stampAt = isoReader(found ? (stamp) => stampIn(found.order, stamp) : parseStamp);
  while (cursor.next()) {
    if (rows.length >= MAX_BARS)
      throw new EngineError("over-limit", `too many rows; use ${MAX_BARS} or fewer`, { row: cursor.line });
    rows.push(cursor.line);
    readRow(cursor, columns, options, values, stampAt);
  }
  return assemble(values, rows, options, found?.remark ?? null);
}

/** How a file's dates are written, if its first one begins with a day or a month: others are not walked over for it. */
function orderOf(text: string, time: number, given: DateOrder | undefined) {
  const cursor = new CsvCursor(text);
  cursor.next();
  if (!cursor.next() || !isDayMonth(cursor.field(time).trim())) return null;
  return findDateOrder(datesOf(text, time), "line", given);
}

function* datesOf(text: string, time: number): Generator<PlacedDate> {
  const cursor = new CsvCursor(text);
  cursor.next();
  while (cursor.next()) if (cursor.count > time) yield [cursor.field(time).trim(), cursor.line];
}

interface Columns {
  readonly count: number;
  readonly time: number;
  readonly prices: readonly number[];
  readonly volume: number;
}

function findColumns(header: CsvCursor, symbol: string): Columns {
  const names = header.fields().map((name) => name.trim().toLowerCase());
  const time = TIME_NAMES.map((name) => names.indexOf(name)).find((index) => index >= 0) ?? -1;
  const prices = PRICE_NAMES.map((name) => names.indexOf(name));
  const missing = [
    ...(time < 0 ? ["time"] : []),
    ...PRICE_NAMES.filter((_, index) => (prices[index] ?? -1) < 0),
  ];
  if (missing.length > 0) {
    const message = `missing column: ${missing.join(", ")}; give a header with time (or date), open, high, low, close`;
    throw new EngineError("bad-csv", message, { symbol, row: header.line, field: missing[0] ?? "" });
  }
  return { count: names.length, time, prices, volume: names.indexOf("volume") };
}

function readRow(
  cursor: CsvCursor,
  columns: Columns,
  { symbol, dates }: BarsCsvOptions,
  values: readonly GrowingColumn[],
  stampAt: (text: string, start: number, end: number) => number,
): void {
  const { count, line } = cursor;
  if (count !== columns.count) {
    const message = `wrong number of fields: ${count} on line ${line}; give ${columns.count} as in the header`;
    throw new EngineError("bad-csv", message, { symbol, row: line });
  }
  const time = cursor.read(columns.time, stampAt);
  if (Number.isNaN(time)) {
    const told = dates === undefined ? "" : ` (dates: ${dates} was given)`;
    const remedy = `use ISO like 2020-01-31 or epoch seconds or milliseconds${told}`;
    throw badField("time", cursor.field(columns.time).trim(), line, remedy, symbol);
  }
  values[0]?.push(time);
  for (let price = 0; price < PRICE_NAMES.length; price++)
    values[price + 1]?.push(
      readNumber(cursor, columns.prices[price] ?? -1, PRICE_NAMES[price] ?? "", symbol),
    );
  values[5]?.push(columns.volume < 0 ? NaN : readNumber(cursor, columns.volume, "volume", symbol));
}

function readNumber(cursor: CsvCursor, column: number, field: string, symbol: string): number {
  const value = cursor.read(column, numberAt);
  if (!Number.isNaN(value)) return value;
  const trimmed = cursor.field(column).trim();
  const decimal = DECIMAL_COMMA.test(trimmed) ? "use a point for the comma, as in 101.25" : undefined;
  throw badField(field, trimmed, cursor.line, decimal ?? "use a plain number like 101.25", symbol);
}

function badField(field: string, value: string, row: number, remedy: string, symbol: string): EngineError {
  const shown = value === "" ? "(empty)" : value.slice(0, 60);
  return new EngineError("bad-csv", `invalid ${field}: ${shown} on line ${row}; ${remedy}`, {
    stage: "data",
    symbol,
    row,
    field,
  });
}

function assemble(
  values: readonly GrowingColumn[],
  rows: readonly number[],
  options: BarsCsvOptions,
  datesRemark: string | null,
): ReadBars {
  const read = values.map((column) => column.finish());
  const { columns, order, remark } = inOrderOfTime(read);
  const [stamps, open, high, low, close, volume] = columns;
  if (!stamps || !open || !high || !low || !close || !volume) throw new Error("six columns");
  const lineOf = (bar: number): number => rows[order?.[bar] ?? bar] ?? 0;
  try {
    const bars = stampedBars({ stamps, open, high, low, close, volume }, options, lineOf);
    return { bars, remarks: [datesRemark, remark].filter((each) => each !== null) };
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== "bad-bars") throw error;
    throw new EngineError("bad-csv", error.message.replace("row ", "line "), error.site);
  }
}
