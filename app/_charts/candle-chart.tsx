"use client";

import type * as LightweightCharts from "lightweight-charts";
import type { IChartApi, ISeriesApi, ISeriesMarkersPluginApi, Time } from "lightweight-charts";
import { useEffect, useRef, useState } from "react";
import type { BacktestResult } from "#engine/result.ts";
import { formatDate, formatNumber } from "../_ui/format-number.ts";
import { useTheme } from "../_ui/use-theme.ts";
import { candleRows, tradeMarkers, volumeRows } from "./candle-rows.ts";
import { chartColours } from "./chart-colours.ts";
import styles from "./charts.module.css";

type ResultBars = BacktestResult["bars"][number];
type Trades = BacktestResult["trades"];
type Library = typeof LightweightCharts;

interface Candles {
  readonly chart: IChartApi;
  readonly candles: ISeriesApi<"Candlestick">;
  readonly volume: ISeriesApi<"Histogram">;
  readonly markers: ISeriesMarkersPluginApi<Time>;
}

const HEIGHT = 420;
const FIRST_BARS = 260;

/** Prices as candles with volume under them and every trade's entry and exit; the last year first. */
export function CandleChart({ bars, trades }: { bars: ResultBars; trades: Trades }) {
  const host = useRef<HTMLDivElement>(null);
  const [parts, setParts] = useState<Candles | null>(null);
  const [tip, setTip] = useState("");
  const { theme } = useTheme();
  useEffect(() => {
    if (!host.current) return;
    let made: Candles | null = null;
    let alive = true;
    const element = host.current;
    void import("lightweight-charts").then((library) => {
      if (!alive) return;
      made = createCandles(library, element);
      setParts(made);
    });
    return () => {
      alive = false;
      made?.chart.remove();
      setParts(null);
    };
  }, [theme]);
  useBars(parts, bars, setTip);
  useEffect(() => {
    parts?.markers.setMarkers(tradeMarkers(bars, trades, chartColours()));
  }, [parts, bars, trades]);
  return (
    <div
      className={styles.candles}
      role="img"
      aria-label={`Candles of ${bars.symbol} with ${trades.length} trades`}
    >
      <div className={styles.candleTip}>{tip}</div>
      <div ref={host} style={{ height: HEIGHT }} />
    </div>
  );
}

function createCandles(library: Library, element: HTMLElement): Candles {
  const colours = chartColours();
  const chart = library.createChart(element, {
    autoSize: true,
    layout: {
      background: { color: "transparent" },
      textColor: colours.muted,
      fontSize: 11,
      attributionLogo: true,
    },
    grid: { vertLines: { color: colours.grid }, horzLines: { color: colours.grid } },
    rightPriceScale: { borderColor: colours.line },
    timeScale: { borderColor: colours.line, minBarSpacing: 0.05 },
    crosshair: { mode: library.CrosshairMode.Normal },
  });
  const candles = chart.addSeries(library.CandlestickSeries, {
    upColor: colours.gain,
    downColor: colours.loss,
    wickUpColor: colours.gain,
    wickDownColor: colours.loss,
    borderVisible: false,
  });
  const volume = chart.addSeries(library.HistogramSeries, {
    priceScaleId: "volume",
    priceFormat: { type: "volume" },
    color: colours.line,
    lastValueVisible: false,
    priceLineVisible: false,
  });
  chart.priceScale("volume").applyOptions({ scaleMargins: { top: 0.84, bottom: 0 } });
  return { chart, candles, volume, markers: library.createSeriesMarkers(candles, []) };
}

/** Gives the chart its bars, keeps the visible range across re-runs on the same bars, and reads out the crosshair. */
function useBars(parts: Candles | null, bars: ResultBars, setTip: (text: string) => void): void {
  const hash = `${bars.symbol} ${bars.openTime.length} ${bars.openTime[0]} ${bars.close.at(-1)}`;
  const latest = useRef(bars);
  latest.current = bars;
  useEffect(() => {
    if (!parts) return;
    const rows = candleRows(latest.current);
    parts.candles.setData(rows);
    parts.volume.setData(volumeRows(latest.current));
    parts.chart.timeScale().setVisibleLogicalRange({ from: rows.length - FIRST_BARS, to: rows.length + 4 });
    parts.chart.subscribeCrosshairMove((event) => {
      const index = event.logical === undefined ? -1 : Math.round(event.logical);
      setTip(tipText(latest.current, index));
    });
  }, [parts, hash, setTip]);
}

function tipText(bars: ResultBars, index: number): string {
  const time = bars.openTime[index];
  if (time === undefined) return bars.symbol;
  const price = (column: Float64Array) => formatNumber(column[index], "price");
  return `${bars.symbol} ${formatDate(time)}  O ${price(bars.open)}  H ${price(bars.high)}  L ${price(bars.low)}  C ${price(bars.close)}`;
}
