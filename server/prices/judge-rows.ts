import { barTimes } from "#engine/data/bar-times.ts";
import { priceProblem } from "#engine/data/check-bars.ts";
import { createBars } from "#engine/data/dataset.ts";
import type { Bars, CalendarId } from "#engine/market/bars.ts";
import { calendarOf } from "#engine/market/calendar.ts";
import type { BarRow } from "#server/providers/provider.ts";
import type { Series } from "./series-lock.ts";

/** A row that is put aside, and why. */
export interface HeldRow {
  readonly row: BarRow;
  readonly reason: string;
}

/** Rows told apart. */
export interface JudgedRows {
  /** What the engine takes; undefined when no row is left. */
  readonly bars: Bars | undefined;
  /** What no market can have made. */
  readonly held: readonly HeldRow[];
  /** Bars that were not over yet: they come again with the next fetch. */
  readonly unfinished: number;
  /** Rows that came twice with the same values. */
  readonly repeated: number;
}

/**
 * Tells rows that can be stored from those that must be put aside: prices that are none, low and high that do not hold open
 * and close, a second bar of one time with other values. What is only suspicious is stored and scored.
 *
 * @param rows Rows in ascending order of time, as a provider's page has them.
 * @param asOf UTC ms of the fetch.
 */
export function judgeRows(
  rows: readonly BarRow[],
  { symbol, timeframe }: Series,
  calendar: CalendarId,
  asOf: number,
): JudgedRows {
  const sessions = calendarOf(calendar);
  const kept: { row: BarRow; openTime: number; closeTime: number }[] = [];
  const held: HeldRow[] = [];
  let [unfinished, repeated] = [0, 0];
  for (const row of rows) {
    const before = kept.at(-1);
    const reason = problemOf(row);
    const { openTime, closeTime } =
      reason === undefined ? barTimes(row.time, timeframe, sessions) : { openTime: 0, closeTime: 0 };
    if (reason !== undefined) held.push({ row, reason });
    else if (closeTime > asOf) unfinished += 1;
    else if (before && openTime === before.openTime && isSame(row, before.row)) repeated += 1;
    else if (before && openTime <= before.openTime)
      held.push({ row, reason: "second bar of this time, with other values" });
    else if (before && closeTime <= before.closeTime)
      held.push({ row, reason: "closes no later than the bar before it" });
    else kept.push({ row, openTime, closeTime });
  }
  const column = (name: Exclude<keyof BarRow, "time">) => Float64Array.from(kept, ({ row }) => row[name]);
  const times = {
    openTime: Float64Array.from(kept, (each) => each.openTime),
    closeTime: Float64Array.from(kept, (each) => each.closeTime),
  };
  const prices = { open: column("open"), high: column("high"), low: column("low"), close: column("close") };
  const columns = { ...times, ...prices, volume: column("volume") };
  const bars = kept.length === 0 ? undefined : createBars({ symbol, timeframe, columns, calendar });
  return { bars, held, unfinished, repeated };
}

function problemOf(row: BarRow): string | undefined {
  if (!Number.isFinite(row.time)) return "time is not a number";
  const one = (value: number) => Float64Array.of(value);
  const bar = { open: one(row.open), high: one(row.high), low: one(row.low), close: one(row.close) };
  return priceProblem({ ...bar, volume: one(row.volume) }, 0);
}

function isSame(a: BarRow, b: BarRow): boolean {
  return (["open", "high", "low", "close", "volume"] as const).every((name) => Object.is(a[name], b[name]));
}
