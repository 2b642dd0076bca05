import type {
  IChartApi,
  IPrimitivePaneRenderer,
  ISeriesApi,
  ISeriesPrimitive,
  Logical,
  Time,
} from "lightweight-charts";
import type { ChartTrade } from "#engine/notebook/time-chart.ts";
import type { ChartColours } from "./chart-colours.ts";
import type { ChartWindow } from "./chart-window.ts";

type Target = Parameters<IPrimitivePaneRenderer["draw"]>[0];
type Canvas = Parameters<Parameters<Target["useMediaCoordinateSpace"]>[0]>[0]["context"];

/** More trades than this in sight are a smear: only the chosen one is drawn. */
const MAX_IN_SIGHT = 400;
const TRIANGLE = 5;

interface End {
  readonly x: number;
  readonly y: number;
}

/** Draws trades over candles: a triangle at entry and exit and a line between them; the chosen one stands out. */
export class TradeLines implements ISeriesPrimitive<Time> {
  readonly #chart: IChartApi;
  readonly #series: ISeriesApi<"Candlestick" | "Line">;
  readonly #colours: ChartColours;
  #trades: readonly ChartTrade[] = [];
  #window: ChartWindow = { from: 0, to: 0, size: 1 };
  #chosen: number | null = null;

  constructor(chart: IChartApi, series: ISeriesApi<"Candlestick" | "Line">, colours: ChartColours) {
    this.#chart = chart;
    this.#series = series;
    this.#colours = colours;
  }

  set(trades: readonly ChartTrade[], window: ChartWindow): void {
    this.#trades = trades;
    this.#window = window;
  }

  choose(id: number | null): void {
    this.#chosen = id;
  }

  /** The trade nearest to a row, among those whose time it lies in or within a few points of. */
  at(row: number): number | null {
    const reach = 4 * this.#window.size;
    const near = this.#trades.filter(
      (trade) => row >= trade.entryRow - reach && row <= (trade.exitRow ?? Infinity) + reach,
    );
    const distance = (trade: ChartTrade) =>
      Math.min(Math.abs(row - trade.entryRow), Math.abs(row - (trade.exitRow ?? trade.entryRow)));
    return near.toSorted((a, b) => distance(a) - distance(b))[0]?.id ?? null;
  }

  paneViews() {
    return [{ renderer: () => ({ draw: (target: Target) => this.#draw(target) }) }];
  }

  #draw(target: Target): void {
    const sight = this.#chart.timeScale().getVisibleLogicalRange();
    if (!sight) return;
    const { from, size } = this.#window;
    const [first, last] = [from + sight.from * size, from + sight.to * size];
    const inSight = this.#trades.filter(
      (trade) => trade.entryRow <= last && (trade.exitRow ?? Infinity) >= first,
    );
    const drawn =
      inSight.length <= MAX_IN_SIGHT ? inSight : inSight.filter((trade) => trade.id === this.#chosen);
    target.useMediaCoordinateSpace(({ context }) => {
      for (const trade of drawn) this.#drawTrade(context, trade);
    });
  }

  #place(row: number, price: number): End | null {
    const x = this.#chart
      .timeScale()
      .logicalToCoordinate(((row - this.#window.from) / this.#window.size) as Logical);
    const y = this.#series.priceToCoordinate(price);
    return x === null || y === null ? null : { x, y };
  }

  #drawTrade(canvas: Canvas, trade: ChartTrade): void {
    const { gain, loss, accent } = this.#colours;
    const chosen = trade.id === this.#chosen;
    const outcome = trade.pnl >= 0 ? gain : loss;
    const entry = this.#place(trade.entryRow, trade.entryPrice);
    const exit = trade.exitRow === null ? null : this.#place(trade.exitRow, trade.exitPrice ?? NaN);
    if (entry && exit) {
      canvas.beginPath();
      canvas.setLineDash(chosen ? [] : [3, 3]);
      canvas.lineWidth = chosen ? 2.5 : 1;
      canvas.strokeStyle = outcome;
      canvas.moveTo(entry.x, entry.y);
      canvas.lineTo(exit.x, exit.y);
      canvas.stroke();
    }
    const up = trade.side === "long";
    if (entry) triangle(canvas, entry, up, accent, chosen);
    if (exit) triangle(canvas, exit, !up, outcome, chosen);
  }
}

/** Points up for what bought, down for what sold: direction is never told by colour alone. */
function triangle(canvas: Canvas, { x, y }: End, up: boolean, colour: string, chosen: boolean): void {
  const size = chosen ? TRIANGLE * 1.6 : TRIANGLE;
  const foot = up ? y + 2 * size + 2 : y - 2 * size - 2;
  canvas.beginPath();
  canvas.setLineDash([]);
  canvas.fillStyle = colour;
  canvas.moveTo(x, up ? y + 2 : y - 2);
  canvas.lineTo(x - size, foot);
  canvas.lineTo(x + size, foot);
  canvas.closePath();
  canvas.fill();
}
