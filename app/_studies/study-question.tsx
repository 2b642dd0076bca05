"use client";

import { useSyncExternalStore } from "react";
import { Button } from "../_ui/button.tsx";
import { formatDuration, formatNumber } from "../_ui/format-number.ts";
import { Sheet } from "../_ui/sheet.tsx";
import own from "./studies.module.css";
import type { AskedStudy, StudyDesk } from "./study-desk.ts";

/** Asks the person before a cell's study uses the server; the words are the app's, whatever the cell is called. */
export function StudyQuestion({ desk }: { desk: StudyDesk }) {
  const asked = useSyncExternalStore(desk.subscribe, desk.asked, () => null);
  if (!asked) return null;
  return (
    <Sheet
      open
      onOpenChange={(open) => open || asked.decide(false)}
      title="Run this study on the server?"
      description="A cell of this notebook asks for it. It goes on when you close the page; pause or cancel it at any time."
      footer={
        <>
          <Button onClick={() => asked.decide(false)}>Not now</Button>
          <Button tone="accent" autoFocus onClick={() => asked.decide(true)}>
            Start {formatNumber(asked.estimate.trials, "count")} trials
          </Button>
        </>
      }
    >
      <Facts asked={asked} />
    </Sheet>
  );
}

function Facts({ asked: { order, estimate } }: { asked: AskedStudy }) {
  const { symbols, study, timeframe } = order;
  const windows = estimate.windows === 1 ? "" : ` in ${formatNumber(estimate.windows, "count")} windows`;
  const facts: readonly (readonly [string, string])[] = [
    ["Strategy", order.name],
    ["Symbols", symbolText(symbols)],
    ["Bars", `${formatNumber(estimate.bars, "count")} of ${timeframe}`],
    ["Search", `${study.sampler.kind} for ${study.objective}`],
    ["Trials", `${formatNumber(estimate.trials, "count")}${windows}`],
    ["Takes", timeText(estimate)],
  ];
  return (
    <dl className={own.question}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function symbolText(symbols: readonly string[]): string {
  const first = symbols.slice(0, 6).join(", ");
  return symbols.length > 6 ? `${first} and ${symbols.length - 6} more` : first;
}

function timeText({ seconds, workers }: AskedStudy["estimate"]): string {
  if (seconds === null) return "waits for a worker; none is there now";
  return `about ${formatDuration(seconds * 1000)} on ${workers} ${workers === 1 ? "worker" : "workers"}, other work aside`;
}
