import type * as LightweightCharts from "lightweight-charts";
import type { IChartApi, ISeriesApi, LineWidth, PriceFormat, SeriesType } from "lightweight-charts";
import type { ChartPane, ChartSeries } from "#engine/notebook/time-chart.ts";
import { formatNumber } from "../_ui/format-number.ts";
import { BandSeries } from "./band-series.ts";
import type { ChartColours } from "./chart-colours.ts";

type Tone = Extract<ChartSeries, { kind: "line" }>["tone"];

/** The colour of a tone in the theme in force. */
export function toneColour(tone: Tone, colours: ChartColours): string {
  return colours[tone];
}

/** Axis labels as the rest of the page writes numbers. */
export function priceFormat(number: ChartPane["number"]): PriceFormat {
  const minMove = number === "percent" ? 0.0001 : number === "count" || number === "money" ? 1 : 0.01;
  return { type: "custom", minMove, formatter: (value: number) => formatNumber(value, number) };
}

interface Place {
  readonly pane: number;
  readonly colours: ChartColours;
  readonly format: PriceFormat;
}

const QUIET = { lastValueVisible: false, priceLineVisible: false } as const;

/** Adds one drawing to a pane, in the house's look. */
export function addSeries(
  chart: IChartApi,
  library: typeof LightweightCharts,
  series: ChartSeries,
  { pane, colours, format: priceFormat }: Place,
): ISeriesApi<SeriesType> {
  switch (series.kind) {
    case "candles":
      return chart.addSeries(library.CandlestickSeries, candleLook(colours, priceFormat), pane);
    case "volume": {
      const look = {
        ...QUIET,
        color: colours.line,
        priceScaleId: "volume",
        priceFormat: { type: "volume" },
      } as const;
      const added = chart.addSeries(library.HistogramSeries, look, pane);
      added.priceScale().applyOptions({ scaleMargins: { top: 0.84, bottom: 0 } });
      return added;
    }
    case "line": {
      const look = {
        ...QUIET,
        priceFormat,
        color: colours[series.tone],
        lineWidth: series.width as LineWidth,
      };
      return chart.addSeries(library.LineSeries, { ...look, crosshairMarkerRadius: 3 }, pane);
    }
    case "area":
      return chart.addSeries(library.BaselineSeries, areaLook(colours[series.tone], priceFormat), pane);
    case "band": {
      const look = { ...library.customSeriesDefaultOptions, ...QUIET, priceFormat };
      const band = new BandSeries({
        ...look,
        color: colours[series.tone],
        fill: `${colours[series.tone]}30`,
      });
      return chart.addCustomSeries(band, {}, pane);
    }
    case "bars":
      return chart.addSeries(
        library.HistogramSeries,
        { ...QUIET, priceFormat, color: colours[series.tone] },
        pane,
      );
  }
}

function candleLook({ gain, loss }: ChartColours, priceFormat: PriceFormat) {
  return {
    ...QUIET,
    priceFormat,
    upColor: gain,
    downColor: loss,
    wickUpColor: gain,
    wickDownColor: loss,
    borderVisible: false,
  };
}

function areaLook(colour: string, priceFormat: PriceFormat) {
  const fill = `${colour}38`;
  const sides = {
    topLineColor: colour,
    bottomLineColor: colour,
    topFillColor1: fill,
    topFillColor2: fill,
    bottomFillColor1: fill,
    bottomFillColor2: fill,
  };
  return {
    ...QUIET,
    ...sides,
    priceFormat,
    lineWidth: 1 as const,
    baseValue: { type: "price" as const, price: 0 },
  };
}
