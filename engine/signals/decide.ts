import type { IndicatorColumns } from "../indicators/indicator.ts";
import { EngineError, type ErrorSite } from "../errors.ts";
import type { Bars } from "../market/bars.ts";
import type { Position } from "../market/portfolio.ts";
import { developingBars } from "./developing-bar.ts";
import { isNewPeriod, type IsNew } from "./new-period.ts";
import { Series, type Cursor } from "./series.ts";
import { checkSignal, hold, type Signal } from "./signal.ts";
import type { BarView, PositionView } from "./view.ts";

/** Decides at a bar's close, from that bar and earlier ones and the holding at that moment. */
export type Decide = (bar: number, position: Position) => Signal;

type Mutable<T> = { -readonly [name in keyof T]: T[name] };

/** One symbol as strategy code sees it, and how the run moves it on. */
export interface BoundView {
  /** Price handles, indicators by name, the position, and where it stands; the same object at every bar. */
  readonly view: BarView;
  /** Shows the bar that has just closed, and what is held. */
  readonly moveTo: (bar: number, held: Position) => void;
}

/** Makes a symbol's handles on its prices and indicators, with one cursor for all. */
export function bindView(bars: Bars, columns: Readonly<Record<string, IndicatorColumns>>): BoundView {
  const cursor: Cursor = { bar: 0 };
  const position: Mutable<PositionView> = {
    quantity: 0,
    side: "flat",
    entryPrice: NaN,
    barsHeld: 0,
    openReturn: 0,
  };
  const isNew: IsNew = (period) =>
    isNewPeriod(period, bars.closeTime[cursor.bar] as number, bars.closeTime[cursor.bar - 1] ?? -Infinity);
  const place = { symbol: bars.symbol, bar: 0, time: NaN, isNew, developing: developingBars(bars, cursor) };
  const prices = { ...priceHandles(bars, cursor), position, ...place };
  const view: Mutable<BarView> = Object.assign(prices, indicatorHandles(columns, cursor));
  return {
    view,
    moveTo: (bar, held) => {
      cursor.bar = bar;
      view.bar = bar;
      view.time = bars.closeTime[bar] as number;
      if (held.quantity !== 0 || position.quantity !== 0) showPosition(position, held, bar);
    },
  };
}

/**
 * Ties a strategy's signal part to one symbol: makes its handles, moves their cursor, passes on what it says.
 *
 * @param bind Takes the handles by name, gives the function to call at every bar.
 * @param warmupBars Before this bar nothing is asked and nothing held.
 * @returns A decision function; a user's exception passes through with `site` {stage, symbol, bar, time} put on it.
 */
export function decider(
  bars: Bars,
  columns: Readonly<Record<string, IndicatorColumns>>,
  bind: (view: Readonly<Record<string, unknown>>) => () => unknown,
  warmupBars: number,
): Decide {
  const { view, moveTo } = bindView(bars, columns);
  const call = bind(view as unknown as Readonly<Record<string, unknown>>);
  return (bar, held) => {
    if (bar < warmupBars) return hold();
    moveTo(bar, held);
    try {
      return checkSignal(call());
    } catch (error) {
      throw located(error, { symbol: bars.symbol, bar, time: bars.closeTime[bar] ?? NaN });
    }
  };
}

function priceHandles(
  bars: Bars,
  cursor: Cursor,
): Record<"open" | "high" | "low" | "close" | "volume", Series> {
  const handle = (column: Float64Array): Series => new Series(column, cursor);
  const { open, high, low, close, volume } = bars;
  return {
    open: handle(open),
    high: handle(high),
    low: handle(low),
    close: handle(close),
    volume: handle(volume),
  };
}

function indicatorHandles(
  columns: Readonly<Record<string, IndicatorColumns>>,
  cursor: Cursor,
): Record<string, Series | Record<string, Series>> {
  const handles: Record<string, Series | Record<string, Series>> = {};
  for (const [name, outputs] of Object.entries(columns)) {
    const series = Object.entries(outputs).map(
      ([output, column]) => [output, new Series(column, cursor)] as const,
    );
    const only = series.length === 1 ? series[0]?.[1] : undefined;
    handles[name] = only ?? Object.fromEntries(series);
  }
  return handles;
}

function showPosition(view: Mutable<PositionView>, held: Position, bar: number): void {
  const { quantity, entryPrice, entryBar, lastPrice } = held;
  view.quantity = quantity;
  view.side = quantity > 0 ? "long" : quantity < 0 ? "short" : "flat";
  view.entryPrice = entryPrice;
  view.barsHeld = quantity === 0 ? 0 : bar - entryBar;
  view.openReturn = quantity === 0 ? 0 : (Math.sign(quantity) * (lastPrice - entryPrice)) / entryPrice;
}

/** Says where an exception happened without changing what it is: its stack still points at the user's own line. */
export function located(error: unknown, at: Readonly<Pick<ErrorSite, "symbol" | "bar" | "time">>): unknown {
  if (!(error instanceof Error) || !Object.isExtensible(error)) return error;
  const before = error instanceof EngineError ? error.site : {};
  Object.defineProperty(error, "site", {
    value: { ...before, stage: "signals", ...at, ...lineOf(error) },
    configurable: true,
  });
  return error;
}

/** A cell's or a file's frame in V8's stack traces: "at signal (cell/p02d.ts:5:20)". */
const FRAME = /([^\s()]+\.ts)(?:\?[^\s:]*)?:(\d+):\d+\)?$/;

/** The engine's own folder as this file's frame names it; a user's may well have the same name. */
const OWN = /([^\s()]+\/)signals\/decide\.ts/;

/** The line of the innermost frame outside the engine, where the stack names it: the engine's files are not what a user can mend. */
function lineOf({ stack = "" }: Error): { readonly line?: number } {
  const [, own = ""] = OWN.exec(new Error().stack ?? "") ?? [];
  for (const text of stack.split("\n").slice(1)) {
    const [, file = "", line] = FRAME.exec(text) ?? [];
    if (line !== undefined && (own === "" || !file.startsWith(own))) return { line: Number(line) };
  }
  return {};
}

/**
 * Finds whole columns by the names that a signal function's handles have: for the vector form of a signal, never for strategy code.
 *
 * @returns A lookup that throws EngineError "bad-spec" on a name that is not there.
 */
export function columnLookup(
  bars: Bars,
  columns: Readonly<Record<string, IndicatorColumns>>,
): (name: string) => Float64Array {
  const { open, high, low, close, volume } = bars;
  const found = new Map<string, Float64Array>(Object.entries({ open, high, low, close, volume }));
  for (const [name, outputs] of Object.entries(columns)) {
    const entries = Object.entries(outputs);
    const only = entries.length === 1 ? entries[0]?.[1] : undefined;
    if (only) found.set(name, only);
    else for (const [output, column] of entries) found.set(`${name}.${output}`, column);
  }
  return (name) => {
    const column = found.get(name);
    if (column) return column;
    const message = `unknown series: ${name}; use one of ${[...found.keys()].join(", ")}`;
    throw new EngineError("bad-spec", message, { stage: "signals", field: name });
  };
}
