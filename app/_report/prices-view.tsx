"use client";

import { useMemo, useState } from "react";
import type { BacktestResult } from "#engine/result.ts";
import { TimeChart } from "../_charts/time-chart.tsx";
import { priceChart } from "./report-charts.ts";
import styles from "./report.module.css";
import { TradeTrace } from "./trade-trace.tsx";
import type { ChosenTrade } from "./use-chosen-trade.ts";

const HEIGHT = 560;

/** Candles with volume and trades over the account, one symbol at a time; a click on a trade tells its story. */
export function PricesView({ result, trades }: { result: BacktestResult; trades: ChosenTrade }) {
  const [asked, setAsked] = useState<string | null>(null);
  const symbol = trades.trade?.symbol ?? asked;
  const bars = result.bars.find((each) => each.symbol === symbol) ?? result.bars[0];
  const chart = useMemo(() => (bars ? priceChart(result, bars, HEIGHT) : null), [result, bars]);
  if (!bars || !chart) return null;
  return (
    <div>
      {result.bars.length > 1 ? (
        <label className={styles.symbolPicker}>
          Symbol
          <select
            value={bars.symbol}
            onChange={(event) => {
              trades.choose(null);
              setAsked(event.target.value);
            }}
          >
            {result.bars.map((each) => (
              <option key={each.symbol}>{each.symbol}</option>
            ))}
          </select>
        </label>
      ) : null}
      <TimeChart
        chart={chart}
        label={`Candles of ${bars.symbol} with ${chart.trades.length} trades`}
        chosen={trades.trade?.id ?? null}
        onChoose={trades.choose}
      />
      {trades.trade ? (
        <TradeTrace trade={trades.trade} known={trades.known} onShow={trades.showOnChart} />
      ) : (
        <p className={styles.none}>
          Click a trade to see why it was made. Hold Ctrl to zoom with the wheel, drag to move.
        </p>
      )}
    </div>
  );
}
