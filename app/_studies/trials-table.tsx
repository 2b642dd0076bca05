"use client";

import { useState } from "react";
import { formatNumber } from "../_ui/format-number.ts";
import styles from "../_ui/page.module.css";
import { numberOfStatistic, titleOfObjective } from "./objectives-text.ts";
import { parameterNames, type StudyTrial } from "./parameter-map.tsx";
import { PromoteTrial } from "./promote-trial.tsx";
import { hasEnoughTrades, soundFirst } from "./sound-trials.ts";
import own from "./studies.module.css";

const MOST = 100;
/** The best trials first, then those with too few trades to count, those that failed last, with the reason. */
export function TrialsTable({
  id,
  trials,
  objective,
  leastTrades,
}: {
  id: string;
  trials: readonly StudyTrial[];
  objective: string;
  leastTrades: number;
}) {
  const [state, setState] = useState("");
  const states = [...new Set(trials.map(({ status }) => status))];
  const wanted = state === "" ? trials : trials.filter(({ status }) => status === state);
  const shown = soundFirst(wanted, leastTrades);
  const hasWindows = trials.some(({ window }) => window > 0);
  const names = parameterNames(trials);
  const metrics = Object.keys(trials.find(({ status }) => status === "completed")?.metrics ?? {});
  const columns = metrics.filter((name) => name !== objective);
  return (
    <div className={own.scroll}>
      <h2 className={own.title}>{hasWindows ? "Trials of all searches" : "Trials"}</h2>
      {states.length > 1 ? (
        <label className={own.facts}>
          Trials that were
          <select value={state} onChange={({ target }) => setState(target.value)}>
            <option value="">of any state</option>
            {states.map((status) => (
              <option key={status}>{status}</option>
            ))}
          </select>
        </label>
      ) : null}
      <table className={styles.list}>
        <thead>
          <tr>
            {hasWindows ? <th className="numeric">Window</th> : null}
            <th className="numeric">Trial</th>
            {names.map((name) => (
              <th key={name} className="numeric">
                {name}
              </th>
            ))}
            <th className="numeric">{titleOfObjective(objective)}</th>
            {columns.map((name) => (
              <th key={name} className="numeric">
                {titleOfObjective(name)}
              </th>
            ))}
            <th className="numeric">Trades</th>
            <th>State</th>
            <th>
              <span className={own.hidden}>Keep</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown
            .slice(0, MOST)
            .map((trial) => ({ ...trial, isSound: hasEnoughTrades(trial, leastTrades) }))
            .map(
              ({
                window,
                number,
                params,
                objective: found,
                metrics: values,
                status,
                isSound,
                error,
                trades,
              }) => (
                <tr key={`${window}/${number}`}>
                  {hasWindows ? <td className="numeric">{window + 1}</td> : null}
                  <td className="numeric">{number}</td>
                  {names.map((name) => (
                    <td key={name} className="numeric">
                      {String(params[name] ?? "–")}
                    </td>
                  ))}
                  <td className="numeric">{formatNumber(found, numberOfStatistic(objective))}</td>
                  {columns.map((name) => (
                    <td key={name} className="numeric">
                      {formatNumber(values[name], numberOfStatistic(name))}
                    </td>
                  ))}
                  <td className="numeric">{formatNumber(trades, "count")}</td>
                  <td className={styles.quiet}>
                    {error ?? (status === "completed" && !isSound ? "too few trades" : status)}
                  </td>
                  <td>
                    {status === "completed" ? (
                      <PromoteTrial id={id} window={window} number={number} label="Keep" />
                    ) : null}
                  </td>
                </tr>
              ),
            )}
        </tbody>
      </table>
      {shown.length > MOST ? (
        <p className={styles.quiet}>The first {MOST} are shown; all of them stand in the table trials.</p>
      ) : null}
    </div>
  );
}
