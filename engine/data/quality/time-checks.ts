import { nominalMs } from "../detect-timeframe.ts";
import { barsWhere, type Check, type Inspected } from "./finding.ts";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Patterns of times: order, sessions, half days, changes of the clocks, the bar that is not over. */
export const TIME_CHECKS: readonly Check[] = [
  {
    check: "duplicate-time",
    severity: "issue",
    what: "time that stands twice",
    fix: "keep one bar per time",
    find: ({ bars: { openTime } }) =>
      barsWhere(openTime.length, (bar) => openTime[bar] === openTime[bar - 1]),
  },
  {
    check: "unsorted-time",
    severity: "issue",
    what: "time before the one before it",
    fix: "sort by time",
    find: ({ bars: { openTime } }) =>
      barsWhere(openTime.length, (bar) => (openTime[bar] as number) < (openTime[bar - 1] ?? -Infinity)),
  },
  {
    check: "early-knowledge",
    severity: "issue",
    what: "bar that is available before it closes",
    fix: "set availableAt to the close, or to when a figure was filed",
    find: ({ bars: { closeTime, availableAt } }) =>
      barsWhere(closeTime.length, (bar) => (availableAt[bar] as number) < (closeTime[bar] as number)),
  },
  {
    check: "off-calendar",
    severity: "warning",
    what: "bar outside the calendar's sessions",
    fix: "drop the bars, or name the right calendar",
    find: (inspected) =>
      barsWhere(
        inspected.bars.openTime.length,
        (bar) => !isInside(inspected, bar) && !isShifted(inspected, bar) && !isAfterHalfDay(inspected, bar),
      ),
  },
  {
    check: "half-day-count",
    severity: "warning",
    what: "bar after the close of a half day",
    fix: "drop what lies after the early close",
    find: (inspected) => barsWhere(inspected.bars.openTime.length, (bar) => isAfterHalfDay(inspected, bar)),
  },
  {
    check: "clock-shift",
    severity: "issue",
    what: "first bar of a session an hour early or late",
    fix: "read the times in the exchange's zone: its clocks changed",
    find: (inspected) => barsWhere(inspected.bars.openTime.length, (bar) => isShifted(inspected, bar)),
  },
  {
    check: "missing-bars",
    severity: "warning",
    what: "missing sessions or bars",
    where: "before",
    fix: "load the span again, or take it for a halt",
    find: missing,
  },
  {
    check: "unfinished-bar",
    severity: "warning",
    what: "bar that had not closed when it was fetched",
    fix: "drop it until it is over",
    find: ({ bars: { closeTime }, asOf }) =>
      barsWhere(closeTime.length, (bar) => (closeTime[bar] as number) > asOf),
  },
];

function isDaily({ bars }: Inspected): boolean {
  return nominalMs(bars.timeframe) >= DAY_MS;
}

function isInside({ bars, calendar }: Inspected, bar: number): boolean {
  const time = bars.openTime[bar] as number;
  const day = calendar.dayAt(time);
  if (!calendar.isSession(day)) return false;
  const { openTime, closeTime } = calendar.session(day);
  return time >= openTime && time < closeTime;
}

/** Where a session's first bar should open, against where it does: whole sessions in the wrong zone. */
function isShifted(inspected: Inspected, bar: number): boolean {
  const { bars, calendar } = inspected;
  if (calendar.id === "24-7" || isDaily(inspected)) return false;
  const time = bars.openTime[bar] as number;
  const day = calendar.dayAt(time);
  if (!calendar.isSession(day) || (bar > 0 && calendar.dayAt(bars.openTime[bar - 1] as number) === day))
    return false;
  return Math.abs(time - calendar.session(day).openTime) === HOUR_MS;
}

function isAfterHalfDay(inspected: Inspected, bar: number): boolean {
  const { bars, calendar } = inspected;
  if (calendar.id === "24-7") return false;
  const time = bars.openTime[bar] as number;
  const day = calendar.dayAt(time);
  if (!calendar.isSession(day)) return false;
  const { openTime, closeTime } = calendar.session(day);
  return closeTime - openTime < 6 * HOUR_MS && time >= closeTime && time < openTime + 6.5 * HOUR_MS;
}

/** Bars before which a session, or a part of one, is missing. Weeks and months are not looked at. */
function missing({ bars, calendar }: Inspected): number[] {
  const length = nominalMs(bars.timeframe);
  if (length > DAY_MS) return [];
  return barsWhere(bars.openTime.length, (bar) => {
    if (bar === 0) return false;
    const [before, time] = [bars.openTime[bar - 1] as number, bars.openTime[bar] as number];
    const [from, to] = [calendar.dayAt(before), calendar.dayAt(time)];
    for (let day = from + 1; day < Math.min(to, from + 4000); day++) if (calendar.isSession(day)) return true;
    if (length === DAY_MS) return false;
    const start = calendar.isSession(to) ? calendar.session(to).openTime : time;
    if (from === to) return time - before > 1.5 * length;
    const end = calendar.isSession(from) ? calendar.session(from).closeTime : before;
    return end - before > 1.5 * length || time - start >= length;
  });
}
