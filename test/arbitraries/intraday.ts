import { createBars } from "#engine/data/dataset.ts";
import type { Bars, CalendarId, Timeframe } from "#engine/market/bars.ts";
import { calendarOf } from "#engine/market/calendar.ts";
import { nominalMs } from "#engine/data/detect-timeframe.ts";

/** Intraday bars of every session from a day to another (day counts, inclusive); the price of bar i is 100 + sin(i / 7) * 5. */
export function intradayBars(
  from: number,
  to: number,
  timeframe: Timeframe = "15m",
  calendar: CalendarId = "us-equity",
): Bars {
  const sessions = calendarOf(calendar);
  const times: (readonly [number, number])[] = [];
  for (let day = from; day <= to; day++) {
    if (!sessions.isSession(day)) continue;
    const { openTime, closeTime } = sessions.session(day);
    for (let time = openTime; time < closeTime; time += nominalMs(timeframe))
      times.push([time, Math.min(closeTime, time + nominalMs(timeframe))]);
  }
  const close = Float64Array.from(times, (_, bar) => Math.round(10_000 + 500 * Math.sin(bar / 7)) / 100);
  const open = close.map((price, bar) => close[bar - 1] ?? price);
  const columns = {
    openTime: Float64Array.from(times, ([opened]) => opened),
    closeTime: Float64Array.from(times, ([, closed]) => closed),
    open,
    high: close.map((price, bar) => Math.max(price, open[bar] ?? price) + 0.25),
    low: close.map((price, bar) => Math.min(price, open[bar] ?? price) - 0.25),
    close,
    volume: close.map((_, bar) => 1000 + (bar % 13)),
  };
  return createBars({ symbol: "INTRA", timeframe, columns, calendar });
}
