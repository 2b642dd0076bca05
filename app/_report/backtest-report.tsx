"use client";

import { Tabs } from "@base-ui/react/tabs";
import { memo, type ReactNode, useEffect, useState } from "react";
import type { BacktestResult } from "#engine/result.ts";
import { ChartLink, ChartLinkContext } from "../_charts/chart-link.ts";
import { AttributionView } from "./attribution-view.tsx";
import { AuditView } from "./audit-view.tsx";
import { EquityView } from "./equity-view.tsx";
import { ManifestView } from "./manifest-view.tsx";
import { PricesView } from "./prices-view.tsx";
import { issueSentences } from "./quality-words.ts";
import styles from "./report.module.css";
import { RiskView } from "./risk-view.tsx";
import { StatisticsList } from "./statistics-list.tsx";
import { Summary } from "./summary.tsx";
import { SummaryView } from "./summary-view.tsx";
import { TradesTable } from "./trades-table.tsx";
import { type JumpToLine, TrustLine } from "./trust-line.tsx";
import { useChosenTrade } from "./use-chosen-trade.ts";
import { Warnings } from "./warnings.tsx";

/**
 * Everything a backtest found: can it be believed, what came of it, and every detail one click away. Only the open tab is computed.
 * `tools` stand at the end of its first line; `onJump` goes to a line of a cell, where there are cells.
 */
export const BacktestReport = memo(function BacktestReport({
  result,
  tools,
  onJump,
}: {
  result: BacktestResult;
  tools?: ReactNode;
  onJump?: JumpToLine;
}) {
  const [tab, setTab] = useState("summary");
  const [link] = useState(() => new ChartLink());
  useEffect(() => () => link.tie(null), [link]);
  const trades = useChosenTrade(result, link, () => setTab("prices"));
  const panels: readonly (readonly [string, string, React.ReactNode])[] = [
    ["summary", "Summary", <SummaryView key="summary" result={result} />],
    ["equity", "Equity", <EquityView key="equity" result={result} />],
    ...(result.bars.length > 0
      ? ([
          ["prices", "Prices and trades", <PricesView key="prices" result={result} trades={trades} />],
        ] as const)
      : []),
    ["trades", tradesLabel(result), <TradesTable key="trades" result={result} trades={trades} />],
    ["attribution", "Attribution", <AttributionView key="attribution" result={result} />],
    ["risk", "Risk", <RiskView key="risk" result={result} trades={trades} />],
    ["statistics", "Statistics", <StatisticsList key="statistics" statistics={result.statistics} />],
    ["audit", "Audit", <AuditView key="audit" result={result} onJump={onJump} />],
    ["manifest", "Manifest", <ManifestView key="manifest" result={result} />],
  ];
  return (
    <article className={styles.report} aria-label={`Backtest of ${result.manifest.strategy.name}`}>
      <TrustLine result={result} tools={tools} onJump={onJump} />
      <Summary result={result} />
      <Warnings warnings={[...issueSentences(result), ...result.warnings]} />
      <ChartLinkContext value={link}>
        <Tabs.Root value={tab} onValueChange={(next: string) => setTab(next)}>
          <TabList names={panels.map(([value, label]) => `${value} ${label}`).join("\n")} />
          {panels.map(([value, , content]) => (
            <Panel key={value} value={value} content={value === tab ? content : null} />
          ))}
        </Tabs.Root>
      </ChartLinkContext>
    </article>
  );
});

/** One line a tab, its value and its label: a text, so that a re-run that changes none of them draws none of them. */
const TabList = memo(function TabList({ names }: { names: string }) {
  const tabs = names.split("\n").map((name) => [name.split(" ", 1)[0] ?? "", name] as const);
  return (
    <Tabs.List className={styles.tabs}>
      {tabs.map(([value, name]) => (
        <Tabs.Tab key={value} value={value}>
          {name.slice(value.length + 1)}
        </Tabs.Tab>
      ))}
    </Tabs.List>
  );
});

const Panel = memo(function Panel({ value, content }: { value: string; content: ReactNode }) {
  return <Tabs.Panel value={value}>{content}</Tabs.Panel>;
});

/** How many trades there are, and how many of them are still open: statistics count the closed ones. */
function tradesLabel({ trades }: BacktestResult): string {
  const open = trades.filter((trade) => trade.exitBar === null).length;
  return open > 0 ? `Trades (${trades.length}, ${open} open)` : `Trades (${trades.length})`;
}
