import type { ChartPane, ChartSeries, ChartTrade, TimeChart } from "#engine/notebook/time-chart.ts";
import { type Yardstick, yardstickOf } from "#engine/notebook/yardstick.ts";
import type { BacktestResult } from "#engine/result.ts";

type ResultBars = BacktestResult["bars"][number];
type PaneInput = Omit<ChartPane, "levels">;

const FIRST_BARS = 260;
const pane = (given: PaneInput): ChartPane => ({ ...given, levels: [] });

function drawdownOf(equity: Float64Array): Float64Array {
  let peak = -Infinity;
  return equity.map((value) => {
    peak = Math.max(peak, value);
    return value / peak - 1;
  });
}

/** What the order of prices inside bars leaves open: the account at every close, at worst and at best. */
function boundsBand({ bounds }: BacktestResult): ChartSeries[] {
  if (!bounds) return [];
  const { worst, best } = bounds;
  return [{ kind: "band", name: "worst to best", low: worst, high: best, tone: "warn" }];
}

const beside = (name: string, values: Float64Array): ChartSeries => ({
  kind: "line",
  ...{ name, values, tone: "muted", width: 1 },
});

function equityPane(result: BacktestResult, yardstick: Yardstick | null): ChartPane {
  const { equity: values } = result;
  const own = { kind: "line" as const, name: "equity", values, tone: "accent" as const, width: 2 };
  const other = yardstick ? [beside(yardstick.name, yardstick.values)] : [];
  return pane({ title: "", number: "money", share: 2.4, series: [own, ...boundsBand(result), ...other] });
}

function drawdownPane(values: Float64Array, yardstick: Yardstick | null): ChartPane {
  const own = { kind: "area" as const, name: "drawdown", values, tone: "loss" as const };
  const other = yardstick ? [beside(`of ${yardstick.name}`, drawdownOf(yardstick.values))] : [];
  return pane({ title: "", number: "percent", share: 1, series: [own, ...other] });
}

/** The account over its time with its benchmark, and the falls of both below. */
export function equityChart(result: BacktestResult, height: number): TimeChart {
  const yardstick = yardstickOf(result);
  return {
    title: "",
    time: result.time,
    panes: [equityPane(result, yardstick), drawdownPane(result.drawdown, yardstick)],
    trades: [],
    height,
  };
}

/** The account and its benchmark alone, small. */
export function smallEquityChart(result: BacktestResult, height: number): TimeChart {
  return {
    title: "",
    time: result.time,
    panes: [equityPane(result, yardstickOf(result))],
    trades: [],
    height,
  };
}

/**
 * A column of closes on one symbol's bars: at each bar the last value that was known by the end of the bar.
 * Rows before the account was opened are gaps.
 */
export function onBars(openTime: Float64Array, time: Float64Array, values: Float64Array): Float64Array {
  const placed = new Float64Array(openTime.length).fill(NaN);
  let at = 0;
  for (let bar = 0; bar < openTime.length; bar++) {
    const end = openTime[bar + 1] ?? Infinity;
    while (at < time.length && (time[at] as number) <= end) at++;
    placed[bar] = at > 0 ? (values[at - 1] as number) : NaN;
  }
  return placed;
}

/** The trades of one symbol as the chart draws them. */
export function chartTrades(symbol: string, trades: BacktestResult["trades"]): ChartTrade[] {
  return trades
    .filter((trade) => trade.symbol === symbol)
    .map(({ id, side, entryBar, entryPrice, exitBar, exitPrice, pnl }) => {
      return { id, side, entryRow: entryBar, entryPrice, exitRow: exitBar, exitPrice, pnl };
    });
}

const TONES = ["accent", "warn", "violet", "teal", "text"] as const;
/** Panes of indicators under the candles; more would leave no room for prices. */
const MOST_UNDER = 3;

/** What the strategy looked at: lines over the prices, and those of other units for panes below. */
function indicatorSeries({ indicators = [] }: BacktestResult, bars: ResultBars) {
  const lines = indicators
    .filter(({ symbol, values }) => symbol === bars.symbol && values.length === bars.close.length)
    .map(({ name, overlay, values }, index) => {
      const tone = TONES[index % TONES.length] ?? "accent";
      return { overlay, series: { kind: "line" as const, name, values, tone, width: 1 } };
    });
  return {
    over: lines.filter(({ overlay }) => overlay).map(({ series }) => series),
    under: lines
      .filter(({ overlay }) => !overlay)
      .slice(0, MOST_UNDER)
      .map(({ series }) => series),
  };
}

/** One symbol's candles with volume, indicators and trades, over the account and its falls on the same axis. */
export function priceChart(result: BacktestResult, bars: ResultBars, height: number): TimeChart {
  const { openTime, open, high, low, close, volume, symbol } = bars;
  const equity = onBars(openTime, result.time, result.equity);
  const drawdown = onBars(openTime, result.time, result.drawdown);
  const candles = [
    { kind: "candles" as const, name: symbol, open, high, low, close },
    { kind: "volume" as const, name: "volume", values: volume },
  ];
  const { over, under } = indicatorSeries(result, bars);
  return {
    title: "",
    time: openTime,
    panes: [
      pane({ title: "", number: "price", share: 4, series: [...candles, ...over] }),
      ...under.map((series) => pane({ title: "", number: "ratio", share: 1, series: [series] })),
      pane({
        title: "",
        number: "money",
        share: 1.2,
        series: [{ kind: "line", name: "equity", values: equity, tone: "accent", width: 1 }],
      }),
      pane({
        title: "",
        number: "percent",
        share: 0.9,
        series: [{ kind: "area", name: "drawdown", values: drawdown, tone: "loss" }],
      }),
    ],
    trades: chartTrades(symbol, result.trades),
    firstRows: FIRST_BARS,
    height: height + 80 * under.length,
  };
}
