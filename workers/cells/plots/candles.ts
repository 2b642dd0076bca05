import { EngineError } from "#engine/errors.ts";
import type { Bars } from "#engine/market/bars.ts";
import type { ChartPane, ChartTrade, TimeChartInput } from "#engine/notebook/time-chart.ts";
import type { BacktestResult } from "#engine/result.ts";
import { Chart, columnOf, toneOf } from "./chart.ts";

type PaneInput = TimeChartInput["panes"][number];
type Column = Float64Array | readonly (number | null)[];
/** An indicator: one column, or several by name (bands, MACD's lines), each of shape [bars]. */
export type ChartIndicator = Column | Readonly<Record<string, Column>>;

/** What stands on and under candles. */
export interface CandleOptions {
  readonly title?: string;
  /** Drawn over the prices, by name. @example { fast: sma.compute(prices, { lengthBars: 20 }) } */
  readonly overlays?: Readonly<Record<string, ChartIndicator>>;
  /** Drawn in panes of their own under the prices, by name. */
  readonly panes?: Readonly<Record<string, ChartIndicator>>;
  /** A result whose trades in this symbol are drawn from entry to exit. */
  readonly trades?: BacktestResult;
  readonly volume?: boolean;
  /** Bars in sight at first, the last ones; all where absent. */
  readonly lastBars?: number;
  readonly height?: number;
}

const MAX_LINES = 20;
const isColumn = (given: ChartIndicator): given is Column =>
  given instanceof Float64Array || Array.isArray(given);

function linesOf(given: Readonly<Record<string, ChartIndicator>>): [string, Column][] {
  return Object.entries(given).flatMap(([name, indicator]): [string, Column][] =>
    isColumn(indicator)
      ? [[name, indicator]]
      : Object.entries(indicator).map(([output, column]) => [`${name} ${output}`, column]),
  );
}

function series(given: Readonly<Record<string, ChartIndicator>>, bars: number): PaneInput["series"] {
  const lines = linesOf(given);
  if (lines.length > MAX_LINES)
    throw new EngineError("over-limit", `${lines.length} lines in one pane; the limit is ${MAX_LINES}`);
  return lines.map(([name, values], index) => {
    if (values.length !== bars)
      throw new EngineError(
        "bad-param",
        `${name} has ${values.length} values for ${bars} bars; compute it on these bars`,
      );
    return { kind: "line" as const, name, values: columnOf(values), tone: toneOf(index) };
  });
}

function tradesOf(result: BacktestResult, bars: Bars): ChartTrade[] {
  // A result of other bars of this symbol has other addresses: its trades are found by time.
  const rows = new Map(Array.from(bars.openTime, (time, row) => [time, row]));
  const shown = result.bars.find(({ symbol }) => symbol === bars.symbol)?.openTime;
  const rowOf = (bar: number) => rows.get(shown?.[bar] ?? bars.openTime[bar] ?? NaN);
  return result.trades.flatMap((trade): ChartTrade[] => {
    const entryRow = trade.symbol === bars.symbol ? rowOf(trade.entryBar) : undefined;
    if (entryRow === undefined) return [];
    const { id, side, entryPrice, exitPrice, pnl } = trade;
    const exitRow = trade.exitBar === null ? null : (rowOf(trade.exitBar) ?? null);
    return [{ id, side, entryRow, entryPrice, exitRow, exitPrice, pnl }];
  });
}

/**
 * One symbol's bars as candles with volume, indicators over and under them, and trades.
 *
 * @throws EngineError "bad-param" for an indicator of another length.
 */
export function candles(bars: Bars, options: CandleOptions = {}): Chart {
  const { openTime, open, high, low, close, volume, symbol } = bars;
  const { title = symbol, overlays = {}, panes = {}, trades, lastBars, height } = options;
  const wanted = Object.entries(panes);
  const prices: PaneInput["series"] = [{ kind: "candles", name: symbol, open, high, low, close }];
  if (options.volume !== false) prices.push({ kind: "volume", name: "volume", values: volume });
  const under = wanted.map(([name, indicator]): PaneInput & { readonly number: ChartPane["number"] } => ({
    ...{ title: name, number: "ratio", share: 1 },
    series: series({ [name]: indicator }, close.length),
  }));
  return new Chart({
    title,
    time: openTime,
    panes: [{ share: 3, series: [...prices, ...series(overlays, close.length)] }, ...under],
    trades: trades ? tradesOf(trades, bars) : [],
    height: height ?? 400 + 90 * wanted.length,
    ...(lastBars === undefined ? {} : { firstRows: lastBars }),
  });
}
