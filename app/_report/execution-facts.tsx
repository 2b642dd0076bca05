"use client";

import { liquidation } from "#engine/attribution/liquidation.ts";
import type { BacktestResult, ExecutionReport } from "#engine/result.ts";
import { formatNumber } from "../_ui/format-number.ts";
import styles from "./report.module.css";

type FactRow = readonly [label: string, value: string, meaning: string];

/** What the fills rest on; what a fact means stands under it. */
export function ExecutionFacts({ result, report }: { result: BacktestResult; report: ExecutionReport }) {
  return (
    <section className={styles.wide}>
      <h4>Execution</h4>
      <dl className={styles.statistics}>
        {[...factsOf(report, result.mode), ...capacityOf(result)].map(([label, value, meaning]) => (
          <div key={label}>
            <dt>
              {label}
              <small>{meaning}</small>
            </dt>
            <dd className="numeric">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function factsOf(report: ExecutionReport, mode: BacktestResult["mode"]): FactRow[] {
  const count = (value: number) => formatNumber(value, "count");
  const bounds = report.bounds;
  return [
    [
      "Path inside a bar",
      `${report.path}, version ${report.pathVersion}`,
      "Which of high and low is taken to come first",
    ],
    ["Walked", mode ?? "–", "How the run was computed; every way gives the same bits"],
    ["Fills", count(report.fills), "Executions, part exits included"],
    ["Fills at the close", count(report.fillsAtClose), "At the price that decided them: nobody can trade so"],
    [
      "Ambiguous bars",
      count(report.ambiguousBars),
      "Where stop and target, or entry and stop, were both in reach",
    ],
    [
      "Profit that rests on them",
      formatNumber(report.ambiguousPnlShare, "percent"),
      "Of all trades' profits and losses",
    ],
    ["Stops filled beyond a gap", count(report.gapFills), "At an open that had jumped past the stop"],
    ["What the gaps cost", formatNumber(report.gapCost, "money"), "Against the stops' own prices"],
    ...scaledDown(report),
    [
      "Largest share of a bar's volume",
      formatNumber(report.participation, "percent"),
      "More than a few percent moves the market",
    ],
    ["Trades still open", count(report.openTrades), "Marked to the last close, left out of trade statistics"],
    ...(bounds
      ? ([
          [
            "End equity, worst to best",
            `${formatNumber(bounds.worst, "money")} to ${formatNumber(bounds.best, "money")}`,
            "With every doubt about the order of prices against and for the account",
          ],
        ] as const)
      : []),
  ];
}

/** Stored runs of earlier days do not have it. */
function scaledDown({ scaledDown: scaled }: ExecutionReport): FactRow[] {
  if (scaled === undefined) return [];
  const most = formatNumber(scaled.largestShare, "percent");
  return [
    [
      "Orders scaled down for lack of cash",
      scaled.orders === 0 ? "0" : `${formatNumber(scaled.orders, "count")}, by ${most} at the most`,
      "An order for the whole account meets a higher open and its costs; more than 2 % lost is a warning",
    ],
  ];
}

/** The share of usual volume that leaving may take. */
const PARTICIPATION = 0.2;

/** How large the account could grow before its positions can no longer be left at once. */
function capacityOf({ trades, manifest: { settings } }: BacktestResult): FactRow[] {
  const { capital } = settings;
  const found = typeof capital === "number" ? liquidation(trades, capital, PARTICIPATION) : null;
  if (!found) return [];
  const bars = (value: number) => formatNumber(value, "ratio");
  return [
    [
      "Bars to leave a position, mean and worst",
      `${bars(found.meanBars)}, ${bars(found.worstBars)}`,
      "At a fifth of the volume that was usual before its entry",
    ],
    [
      "Capacity",
      formatNumber(found.capacity, "money"),
      "Capital at which the worst position still takes one bar to leave",
    ],
  ];
}
