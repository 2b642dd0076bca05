"use client";

import { useState } from "react";
import { formatNumber } from "../_ui/format-number.ts";
import { FrontChart } from "./front-chart.tsx";
import type { StudyFront } from "./front-of-study.ts";
import { numberOfStatistic, titleOfObjective } from "./objectives-text.ts";
import styles from "../_ui/page.module.css";
import { parameterNames } from "./parameter-map.tsx";
import { PromoteTrial } from "./promote-trial.tsx";
import own from "./studies.module.css";

const MOST = 100;

/** A study of several objectives: its trials by two of them, and those that no other beats with the way to keep each. */
export function ParetoFront({ id, found }: { id: string; found: StudyFront | undefined }) {
  const [chosen, setChosen] = useState<number | null>(null);
  if (!found || found.front.length === 0) return null;
  const { objectives, front } = found;
  const names = parameterNames(front.map(({ trial }) => trial));
  const first = objectives[0]?.objective ?? "";
  return (
    <section aria-label="Front of several objectives">
      <h2 className={own.title}>
        {front.length === 1 ? "One set that no other beats" : `${front.length} sets that no other beats`}
      </h2>
      <p className={own.facts}>
        A set is here when every other is worse by some objective. The first row, the best by{" "}
        {titleOfObjective(first)}, is the one that the panel of trust judges; any can be kept.
      </p>
      <FrontChart found={found} chosen={chosen} />
      <div className={own.scroll}>
        <table className={styles.list}>
          <thead>
            <tr>
              <th className="numeric">Trial</th>
              {[...names, ...objectives.map(aimText)].map((name) => (
                <th key={name} className="numeric">
                  {name}
                </th>
              ))}
              <th className="numeric">Trades</th>
              <th>
                <span className={own.hidden}>Keep</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {front.slice(0, MOST).map(({ trial, scores }, at) => (
              <tr
                key={trial.number}
                data-judged={at === 0 || undefined}
                onMouseEnter={() => setChosen(trial.number)}
                onMouseLeave={() => setChosen(null)}
                onFocus={() => setChosen(trial.number)}
                onBlur={() => setChosen(null)}
              >
                <td className="numeric">
                  {trial.number}
                  {at === 0 ? <small className={own.under}>judged</small> : null}
                </td>
                {names.map((name) => (
                  <td key={name} className="numeric">
                    {String(trial.params[name] ?? "–")}
                  </td>
                ))}
                {objectives.map(({ objective }, place) => (
                  <td key={objective} className="numeric">
                    {formatNumber(scores[place], numberOfStatistic(objective))}
                  </td>
                ))}
                <td className="numeric">{formatNumber(trial.trades, "count")}</td>
                <td>
                  <PromoteTrial id={id} window={trial.window} number={trial.number} label="Keep" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const aimText = ({ objective, goal }: StudyFront["objectives"][number]): string =>
  goal === "minimise" ? `${titleOfObjective(objective)} (small)` : titleOfObjective(objective);
