"use client";

import { useMemo } from "react";
import { scoreText } from "#engine/data/quality/score-text.ts";
import type { BacktestResult } from "#engine/result.ts";
import { TimeChart } from "../_charts/time-chart.tsx";
import { formatNumber } from "../_ui/format-number.ts";
import { auditWords } from "./audit-words.ts";
import { countOf, plural, qualityWords } from "./quality-words.ts";
import { smallEquityChart } from "./report-charts.ts";
import styles from "./report.module.css";

const HEIGHT = 240;

/** The account in small, and in four lines why its numbers may be believed, or not. */
export function SummaryView({ result }: { result: BacktestResult }) {
  const chart = useMemo(() => smallEquityChart(result, HEIGHT), [result]);
  const facts = [causality(result), repeatability(result), data(result), costs(result)];
  return (
    <div className={styles.summaryView}>
      <TimeChart chart={chart} label={`Equity of ${result.manifest.strategy.name}`} />
      <dl className={styles.trustFacts}>
        {facts.map(([label, verdict, words]) => (
          <div key={label} data-verdict={verdict}>
            <dt>{label}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

type Fact = readonly [string, "good" | "bad" | "open", string];

function causality(result: BacktestResult): Fact {
  const { verdict, long } = auditWords(result);
  if (result.audit?.deterministic === false)
    return ["Causality", "open", "cannot be told of a run that is not repeatable"];
  if (verdict === "leaks") return ["Causality", "bad", "looks ahead: these numbers cannot be had"];
  return ["Causality", verdict === "causal" ? "good" : "open", long];
}

function repeatability({ audit, resultHash }: BacktestResult): Fact {
  const hash = resultHash.slice(0, 8);
  if (audit?.deterministic === undefined) return ["Repeatable", "open", `result ${hash}; not run twice yet`];
  return audit.deterministic
    ? ["Repeatable", "good", `two runs gave the same bits, ${hash}`]
    : ["Repeatable", "bad", "two runs on the same bars differ"];
}

function data(result: BacktestResult): Fact {
  const { manifest } = result;
  const rows = manifest.data.reduce((sum, each) => sum + each.bars, 0);
  const words = qualityWords(result);
  const score = words ? `, quality ${scoreText(words.score)}` : "";
  const size = `${formatNumber(rows, "count")} bars${score}`;
  if (manifest.data.some((each) => each.synthetic))
    return ["Data", "open", `${size}; generated: no market made them`];
  if (!words) return ["Data", "open", `${size}; not inspected yet`];
  const [issues, warnings] = (["issue", "warning"] as const).map((kind) =>
    countOf(result.quality ?? [], kind),
  );
  const counts = [plural(issues ?? 0, "issue"), plural(warnings ?? 0, "warning")].join(", ");
  const found = issues || warnings ? counts : "nothing suspicious found";
  const verdicts = { good: "good", caution: "open", bad: "bad" } as const;
  return ["Data", verdicts[words.verdict], `${size}: ${found}`];
}

function costs({ ledgers, trades }: BacktestResult): Fact {
  if (trades.length === 0) return ["Costs", "open", "none yet: it never traded"];
  const fees = -(ledgers.fees.at(-1) ?? 0);
  const slippage = -(ledgers.slippage.at(-1) ?? 0);
  if (fees === 0 && slippage === 0) return ["Costs", "bad", "none: trading is free here and nowhere else"];
  return [
    "Costs",
    "good",
    `fees ${formatNumber(fees, "money")}, slippage ${formatNumber(slippage, "money")}`,
  ];
}
