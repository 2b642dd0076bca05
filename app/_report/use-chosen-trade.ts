"use client";

import { useState } from "react";
import type { BacktestResult, Trade } from "#engine/result.ts";
import type { ChartLink } from "../_charts/chart-link.ts";
import { decisionValues } from "./decision-values.ts";

/** The trade whose story is told, and how to choose another. */
export interface ChosenTrade {
  readonly trade: Trade | undefined;
  /** What the strategy saw when it decided to enter. */
  readonly known: readonly string[];
  readonly choose: (id: number | null) => void;
  /** Brings the candles around a trade's life into sight. */
  readonly showOnChart: (trade: Trade) => void;
}

const DAY_MS = 86_400_000;
/** At least so many bars on each side of a trade, for what led to it. */
const AROUND_BARS = 25;

/** One choice for the table, the candles and the trace of a report. It holds on while re-runs still have a trade of that number. */
export function useChosenTrade(result: BacktestResult, link: ChartLink, openChart: () => void): ChosenTrade {
  const [id, setId] = useState<number | null>(null);
  const trade = id === null ? undefined : result.trades.find((each) => each.id === id);
  return {
    trade,
    known: trade ? decisionValues(result, trade) : [],
    choose: setId,
    showOnChart(shown) {
      const bars = result.bars.find(({ symbol }) => symbol === shown.symbol);
      const [first = 0, second = first + DAY_MS] = bars?.openTime ?? [];
      const end = shown.exitTime ?? bars?.openTime.at(-1) ?? shown.entryTime;
      const around = Math.max((end - shown.entryTime) * 0.4, AROUND_BARS * (second - first));
      setId(shown.id);
      link.look(null, { from: shown.entryTime - around, to: end + around });
      openChart();
    },
  };
}
