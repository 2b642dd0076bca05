"use client";

import { Tabs } from "@base-ui/react/tabs";
import { memo, useMemo } from "react";
import type { BacktestResult } from "#engine/result.ts";
import { CandleChart } from "../_charts/candle-chart.tsx";
import { chartColours } from "../_charts/chart-colours.ts";
import { PlotlyChart } from "../_charts/plotly-chart.tsx";
import { useMounted } from "../_ui/use-mounted.ts";
import { useTheme } from "../_ui/use-theme.ts";
import { AttributionView } from "./attribution-view.tsx";
import { equityFigure } from "./equity-figure.ts";
import { ExecutionView } from "./execution-view.tsx";
import { ManifestView } from "./manifest-view.tsx";
import styles from "./report.module.css";
import { StatisticsList } from "./statistics-list.tsx";
import { Summary } from "./summary.tsx";
import { TradesTable } from "./trades-table.tsx";
import { TrustLine } from "./trust-line.tsx";
import { Warnings } from "./warnings.tsx";

const EQUITY_HEIGHT = 340;

/** Everything a backtest found: can it be believed, what came of it, and every detail one click away. */
export const BacktestReport = memo(function BacktestReport({ result }: { result: BacktestResult }) {
  const [bars] = result.bars;
  return (
    <article className={styles.report} aria-label={`Backtest of ${result.manifest.strategy.name}`}>
      <TrustLine result={result} />
      <Summary result={result} />
      <Warnings warnings={result.warnings} />
      <Tabs.Root defaultValue="equity">
        <Tabs.List className={styles.tabs}>
          <Tabs.Tab value="equity">Equity</Tabs.Tab>
          {bars ? <Tabs.Tab value="candles">Prices and trades</Tabs.Tab> : null}
          <Tabs.Tab value="trades">{tradesLabel(result)}</Tabs.Tab>
          <Tabs.Tab value="attribution">Attribution</Tabs.Tab>
          {result.execution ? <Tabs.Tab value="execution">Execution</Tabs.Tab> : null}
          <Tabs.Tab value="statistics">Statistics</Tabs.Tab>
          <Tabs.Tab value="manifest">Manifest</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="equity">
          <EquityChart result={result} />
        </Tabs.Panel>
        {bars ? (
          <Tabs.Panel value="candles">
            <CandleChart bars={bars} trades={result.trades} />
          </Tabs.Panel>
        ) : null}
        <Tabs.Panel value="trades">
          <TradesTable trades={result.trades} />
        </Tabs.Panel>
        <Tabs.Panel value="attribution">
          <AttributionView result={result} />
        </Tabs.Panel>
        {result.execution ? (
          <Tabs.Panel value="execution">
            <ExecutionView report={result.execution} />
          </Tabs.Panel>
        ) : null}
        <Tabs.Panel value="statistics">
          <StatisticsList statistics={result.statistics} />
        </Tabs.Panel>
        <Tabs.Panel value="manifest">
          <ManifestView result={result} />
        </Tabs.Panel>
      </Tabs.Root>
    </article>
  );
});

/** How many trades there are, and how many of them are still open: statistics count the closed ones. */
function tradesLabel({ trades }: BacktestResult): string {
  const open = trades.filter((trade) => trade.exitBar === null).length;
  return open > 0 ? `Trades (${trades.length}, ${open} open)` : `Trades (${trades.length})`;
}

function EquityChart({ result }: { result: BacktestResult }) {
  const { theme } = useTheme();
  const mounted = useMounted();
  // Colours are read from the page, so they change with the theme and exist in the browser only.
  const figure = useMemo(
    () => (mounted && theme ? equityFigure(result, chartColours()) : null),
    [result, theme, mounted],
  );
  if (!figure) return <div style={{ height: EQUITY_HEIGHT }} />;
  return (
    <PlotlyChart
      data={figure.data}
      layout={figure.layout}
      height={EQUITY_HEIGHT}
      label={`Equity and drawdown of ${result.manifest.strategy.name}`}
    />
  );
}
