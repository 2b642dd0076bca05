import { parseStamp } from "#engine/data/bar-times.ts";
import { readCsv } from "#engine/data/csv.ts";
import { EngineError } from "#engine/errors.ts";
import type { BarRow } from "../provider.ts";

const PRICES = ["open", "high", "low", "close"] as const;
const TIMES = ["time", "date", "datetime", "timestamp", ""];

/**
 * Reads bars of CSV text with a header: a time (or date), open, high, low, close, perhaps volume. Stooq's two shapes are
 * known as well: `Date,Open,..` and the bulk files' `<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,..` with dates like 20240131.
 *
 * @throws EngineError "bad-csv" naming the line and the field.
 */
export function csvRows(text: string): BarRow[] {
  if (/^\s*<(!doctype|html)/i.test(text))
    throw new EngineError("bad-csv", "file is a page of HTML; download the CSV in a browser and save that");
  const records = readCsv(text);
  const header = records.next();
  if (header.done) throw new EngineError("bad-csv", "empty csv; give a header and at least one row");
  const names = header.value.fields.map((name) =>
    name
      .trim()
      .toLowerCase()
      .replace(/^<(.*)>$/, "$1"),
  );
  const stooq = header.value.fields[0]?.trim() === "<TICKER>";
  const at = {
    time: stooq ? names.indexOf("date") : findTime(names),
    clock: stooq ? names.indexOf("time") : -1,
  };
  const columns = PRICES.map((name) => names.indexOf(name));
  const volume = [names.indexOf("volume"), names.indexOf("vol")].find((index) => index >= 0) ?? -1;
  const missing = [
    ...(at.time < 0 ? ["time"] : []),
    ...PRICES.filter((_, index) => (columns[index] ?? -1) < 0),
  ];
  if (missing.length > 0)
    throw new EngineError(
      "bad-csv",
      `missing column: ${missing.join(", ")}; give a header with time, open, high, low, close`,
    );
  const rows: BarRow[] = [];
  for (const { fields, line } of records) {
    const stamp = stampOf(fields[at.time] ?? "", at.clock < 0 ? "" : (fields[at.clock] ?? ""));
    const [time, [open, high, low, close]] = [
      parseStamp(stamp),
      columns.map((index) => numberOf(fields[index])),
    ];
    const amount = volume < 0 ? NaN : numberOf(fields[volume]);
    if (Number.isNaN(time))
      throw new EngineError("bad-csv", `invalid time: ${stamp} on line ${line}; use ISO like 2020-01-31`, {
        row: line,
        field: "time",
      });
    rows.push({
      time,
      open: open ?? NaN,
      high: high ?? NaN,
      low: low ?? NaN,
      close: close ?? NaN,
      volume: amount,
    });
  }
  return rows;
}

function findTime(names: readonly string[]): number {
  return TIMES.map((name) => names.indexOf(name)).find((index) => index >= 0) ?? -1;
}

/** Stooq writes 20240131 and 153000; its intraday times are those of the file's zone, read as UTC. */
function stampOf(date: string, clock: string): string {
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(date.trim());
  const day = compact ? `${compact[1]}-${compact[2]}-${compact[3]}` : date.trim();
  const time = /^(\d{2})(\d{2})(\d{2})$/.exec(clock.trim());
  return time && clock.trim() !== "000000" ? `${day}T${time[1]}:${time[2]}:${time[3]}Z` : day;
}

/** A number, or NaN: the load's checks put the row aside and say why. */
function numberOf(text: string | undefined): number {
  const trimmed = text?.trim() ?? "";
  return trimmed === "" ? NaN : Number(trimmed);
}
