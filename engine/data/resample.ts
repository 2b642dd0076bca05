import { EngineError } from "../errors.ts";
import { COLUMNS_OF_BARS, TIMEFRAMES, type Bars, type CalendarId, type Timeframe } from "../market/bars.ts";
import { calendarOf, calendarOfBars, type Calendar, type Session } from "../market/calendar.ts";
import { createBars } from "./dataset.ts";
import { nominalMs } from "./detect-timeframe.ts";
import { dateOf, dayOf, weekdayOf } from "../market/civil-date.ts";

const DAY_MS = 86_400_000;

/**
 * Makes longer bars of shorter ones, within the calendar's sessions.
 *
 * Intraday bars count from the session's open (half days end early, UTC midnight where the market never closes), days are sessions, weeks and months
 * run to their last session. A bar closes when its time is over by the calendar, whether or not the last of its parts is there, and is available then or
 * when its last part is: what it holds never depends on what came after. Parts that open outside every session are left out, and so is a last bar
 * whose time is not over.
 *
 * @param calendar Follows from the bars where absent.
 * @returns Bars with NaN volume where any part has none. O(bars).
 * @throws EngineError "bad-param" on a timeframe that is shorter or does not divide, "bad-bars" where nothing is left.
 * @example const weekly = resample(prices, "1w"); plot.candles(weekly, { title: "Apple, week by week" })
 */
export function resample(
  bars: Bars,
  timeframe: Timeframe,
  calendar: Calendar | CalendarId = calendarOfBars(bars),
): Bars {
  const sessions = typeof calendar === "string" ? calendarOf(calendar) : calendar;
  const made = resampleWhole(bars, timeframe, sessions);
  if (made) return made;
  const { symbol } = bars;
  const message = `no whole ${timeframe} bar of ${symbol} inside sessions of ${sessions.id}; give more bars or the calendar "24-7"`;
  throw new EngineError("bad-bars", message, { stage: "data", symbol });
}

const known = new WeakMap<Bars, Map<string, Bars | undefined>>();

/** As {@link resample}, but undefined where no longer bar has ended yet. Remembered per object, since many indicators ask for the same. */
export function resampleWhole(bars: Bars, timeframe: Timeframe, calendar: Calendar): Bars | undefined {
  if (timeframe === bars.timeframe) return bars;
  checkTimeframes(bars, timeframe);
  const memory = known.get(bars) ?? new Map<string, Bars | undefined>();
  known.set(bars, memory);
  const key = `${timeframe} ${calendar.id}`;
  if (!memory.has(key)) {
    const made = gather(bars, bucketFinder(timeframe, calendar));
    memory.set(key, made.openTime.length > 0 ? make(bars, timeframe, calendar, made) : undefined);
  }
  return memory.get(key);
}

/** Whether longer bars can be made of these. @throws EngineError "bad-param" where they cannot. */
export function checkTimeframes({ symbol, timeframe: from }: Bars, to: Timeframe): void {
  const site = { stage: "data", symbol };
  if (!TIMEFRAMES.includes(to)) {
    throw new EngineError("bad-param", `invalid timeframe: ${to}; use one of ${TIMEFRAMES.join(", ")}`, site);
  }
  const divides = from === "1w" ? false : to === "1M" || nominalMs(to) % nominalMs(from) === 0;
  if (nominalMs(to) > nominalMs(from) && divides) return;
  const fit = TIMEFRAMES.filter(
    (each) => nominalMs(each) >= nominalMs(from) && (from !== "1w" || each === "1w"),
  );
  const message = `invalid timeframe: ${to} from bars of ${from}; use one of ${fit.join(", ")}, or load shorter bars`;
  throw new EngineError("bad-param", message, site);
}

/** The span of the longer bar that a moment belongs to; undefined outside sessions. */
export type BucketFinder = (openTime: number) => Session | undefined;

/** Tells to which bar of a timeframe moments belong; quickest where they come in order. */
export function bucketFinder(timeframe: Timeframe, calendar: Calendar): BucketFinder {
  const find = nominalMs(timeframe) < DAY_MS ? intraday(timeframe) : spanOf(timeframe);
  let day = NaN;
  let session: Session | undefined;
  let span: Session | undefined;
  return (openTime) => {
    const today = calendar.dayAt(openTime);
    if (today !== day) {
      day = today;
      session = calendar.isSession(day) ? calendar.session(day) : undefined;
      span = undefined;
    }
    if (!session || openTime < session.openTime || openTime >= session.closeTime) return undefined;
    if (span && openTime < span.closeTime) return span;
    span = find(openTime, day, session, calendar);
    return span;
  };
}

type SpanOf = (openTime: number, day: number, session: Session, calendar: Calendar) => Session;

function intraday(timeframe: Timeframe): SpanOf {
  const length = nominalMs(timeframe);
  return (openTime, _day, session) => {
    const start = session.openTime + Math.floor((openTime - session.openTime) / length) * length;
    return { openTime: start, closeTime: Math.min(start + length, session.closeTime) };
  };
}

function spanOf(timeframe: Timeframe): SpanOf {
  if (timeframe === "1d") return (_openTime, _day, session) => session;
  return (_openTime, day, _session, calendar) => {
    const [from, to] = timeframe === "1w" ? weekOf(day) : monthOf(day);
    let first = from;
    let last = to - 1;
    while (first < day && !calendar.isSession(first)) first += 1;
    while (last > day && !calendar.isSession(last)) last -= 1;
    return { openTime: calendar.session(first).openTime, closeTime: calendar.session(last).closeTime };
  };
}

/** Monday to Monday. */
function weekOf(day: number): readonly [number, number] {
  const monday = day - ((weekdayOf(day) + 6) % 7);
  return [monday, monday + 7];
}

function monthOf(day: number): readonly [number, number] {
  const { year, month } = dateOf(day);
  return [dayOf(year, month, 1), month === 12 ? dayOf(year + 1, 1, 1) : dayOf(year, month + 1, 1)];
}

type Gathered = Record<(typeof COLUMNS_OF_BARS)[number], number[]>;

function gather(bars: Bars, bucketOf: BucketFinder): Gathered {
  const made = Object.fromEntries(COLUMNS_OF_BARS.map((name) => [name, []])) as unknown as Gathered;
  let at = -1;
  for (let bar = 0; bar < bars.openTime.length; bar++) {
    const bucket = bucketOf(bars.openTime[bar] as number);
    if (!bucket) continue;
    if (made.openTime[at] !== bucket.openTime) at = startBar(made, bucket, bars, bar);
    else addPart(made, at, bars, bar);
  }
  const end = bars.closeTime[bars.closeTime.length - 1] ?? -Infinity;
  if ((made.closeTime[at] ?? -Infinity) > end) for (const name of COLUMNS_OF_BARS) made[name].pop();
  return made;
}

function startBar(made: Gathered, bucket: Session, bars: Bars, bar: number): number {
  made.openTime.push(bucket.openTime);
  made.closeTime.push(bucket.closeTime);
  made.availableAt.push(Math.max(bucket.closeTime, bars.availableAt[bar] as number));
  for (const name of ["open", "high", "low", "close", "volume"] as const)
    made[name].push(bars[name][bar] as number);
  return made.openTime.length - 1;
}

function addPart(made: Gathered, at: number, bars: Bars, bar: number): void {
  const { availableAt, high, low, close, volume } = made;
  availableAt[at] = Math.max(availableAt[at] as number, bars.availableAt[bar] as number);
  high[at] = Math.max(high[at] as number, bars.high[bar] as number);
  low[at] = Math.min(low[at] as number, bars.low[bar] as number);
  close[at] = bars.close[bar] as number;
  volume[at] = (volume[at] as number) + (bars.volume[bar] as number);
}

function make(bars: Bars, timeframe: Timeframe, calendar: Calendar, made: Gathered): Bars {
  const { symbol, synthetic = false, overrides, unfit } = bars;
  const column = (name: (typeof COLUMNS_OF_BARS)[number]): Float64Array => Float64Array.from(made[name]);
  const columns = {
    ...{ openTime: column("openTime"), closeTime: column("closeTime"), availableAt: column("availableAt") },
    ...{ open: column("open"), high: column("high"), low: column("low"), close: column("close") },
    volume: column("volume"),
  };
  const marks = { ...(overrides ? { overrides } : {}), ...(unfit === undefined ? {} : { unfit }) };
  return { ...createBars({ symbol, timeframe, columns, synthetic, calendar: calendar.id }), ...marks };
}
