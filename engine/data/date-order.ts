import { EngineError } from "../errors.ts";
import { parseStamp } from "./bar-times.ts";

/** Ways to write a day and a month in digits: month first ("mdy", 01/31/2024) or day first ("dmy", 31/01/2024). */
export const DATE_ORDERS = ["mdy", "dmy"] as const;
/** One of {@link DATE_ORDERS}. */
export type DateOrder = (typeof DATE_ORDERS)[number];

const WORDS: Readonly<Record<DateOrder, string>> = { mdy: "month/day/year", dmy: "day/month/year" };
const WRITTEN =
  /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?:(?:T|,? +)(\d{1,2}):(\d{2})(?::(\d{2}))?(?: ?([AP])M)?)?$/i;

/** Whether a text is a date that begins with its day or its month, with a time of day or not. */
export function isDayMonth(text: string): boolean {
  return WRITTEN.test(text);
}

/** A date with the place in the file that it stands at. */
export type PlacedDate = readonly [text: string, row: number];

/** What a column's dates are, and a sentence that says so; null where they were told. */
export interface FoundOrder {
  readonly order: DateOrder;
  readonly remark: string | null;
}

/**
 * Finds whether a column's dates begin with the day or the month, as {@link seekDateOrder} does.
 *
 * @param given The order, where somebody knows it.
 * @throws EngineError "bad-csv" where no date tells, or two of them tell differently.
 */
export function findDateOrder(
  dates: Iterable<PlacedDate>,
  place: "line" | "row",
  given?: DateOrder,
): FoundOrder {
  if (given !== undefined) return { order: given, remark: null };
  const found = seekDateOrder(dates, place);
  if (found instanceof EngineError) throw found;
  return found;
}

/**
 * Looks whether a column's dates begin with the day or the month: a part above 12 can only be a day. Texts of other shapes are passed over. O(rows).
 *
 * @param place What a row is called in messages.
 * @returns The error "bad-csv" where no date tells, or two of them tell differently.
 */
export function seekDateOrder(dates: Iterable<PlacedDate>, place: "line" | "row"): FoundOrder | EngineError {
  let seen: { readonly order: DateOrder; readonly date: PlacedDate } | undefined;
  let first: PlacedDate | undefined;
  for (const date of dates) {
    const match = WRITTEN.exec(date[0]);
    if (!match) continue;
    first ??= date;
    const order = orderOf(Number(match[1]), Number(match[3]));
    if (order === undefined) continue;
    if (seen && seen.order !== order) return mixed(seen.date, date, place);
    seen ??= { order, date };
  }
  if (!seen) return unclear(first, place);
  const [text, row] = seen.date;
  return {
    order: seen.order,
    remark: `dates read as ${WORDS[seen.order]} (${seen.order}), as ${text} on ${place} ${row} shows`,
  };
}

/** The only order that two parts can have; undefined where they can have both, or none. */
function orderOf(first: number, second: number): DateOrder | undefined {
  if (first > 12 === second > 12) return undefined;
  return first > 12 ? "dmy" : "mdy";
}

function mixed([one, at]: PlacedDate, [other, row]: PlacedDate, place: string): EngineError {
  const message = `dates in two orders: ${one} on ${place} ${at}, ${other} on ${place} ${row}; write all of them like 2020-01-31`;
  return new EngineError("bad-csv", message, { stage: "data", row, field: "time" });
}

function unclear([text, row]: PlacedDate = ["", 0], place: string): EngineError {
  const message = `unclear date: ${text} on ${place} ${row} may begin with its month or its day; say which with dates: mdy or dmy`;
  return new EngineError("bad-csv", message, { stage: "data", row, field: "time" });
}

/**
 * Reads a date that begins with its day or month as UTC ms, and all else as `parseStamp` does; NaN where it is no date.
 */
export function stampIn(order: DateOrder, text: string): number {
  const match = WRITTEN.exec(text);
  if (!match) return parseStamp(text);
  const [, first = "", , second = "", year = "", hour, minute = "", seconds = "00", half] = match;
  const [month, day] = order === "mdy" ? [first, second] : [second, first];
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return parseStamp(hour === undefined ? date : `${date}T${hourOf(hour, half)}:${minute}:${seconds}`);
}

/** An hour as a clock of 24 shows it; one that no half of a day has is left to be refused. */
function hourOf(hour: string, half: string | undefined): string {
  const told = Number(hour);
  if (half === undefined) return hour.padStart(2, "0");
  if (told < 1 || told > 12) return "99";
  return String((told % 12) + (half.toUpperCase() === "P" ? 12 : 0)).padStart(2, "0");
}
