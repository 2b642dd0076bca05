"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "../_data/api.ts";
import { CompareButton, useComparing } from "../_ui/comparing.tsx";
import styles from "../_ui/page.module.css";
import { arrangeRuns, ORDER_WORDS, runOrder, type RunArrangement } from "./arrange-runs.ts";
import { RunComparison } from "./run-comparison.tsx";
import type { ListedRun } from "./run-names.ts";
import own from "./runs.module.css";
import { RunTable } from "./run-table.tsx";
import { useRunChanges } from "./use-run-changes.ts";

const MAX_COMPARED = 8;

/** Saved runs, newest first: look at one again, or put several side by side. */
export function RunList() {
  const trpc = useTRPC();
  const runs = useQuery(trpc.runs.list.queryOptions({ limit: 500 }));
  const change = useRunChanges();
  const all: readonly ListedRun[] = runs.data ?? [];
  const [arrangement, setArrangement] = useState<RunArrangement>({ words: "", order: "newest" });
  const comparing = useComparing(all, MAX_COMPARED);
  return (
    <div className={styles.page}>
      <div className={styles.inner}>
        <header className={styles.head}>
          <h1>Runs</h1>
          <CompareButton comparing={comparing} />
          <RunFilters arrangement={arrangement} onChange={setArrangement} />
        </header>
        {runs.error ? <p className={styles.problem}>{runs.error.message}</p> : null}
        {comparing.shown ? <RunComparison runs={comparing.compared} /> : null}
        {runs.data?.length === 0 ? (
          <p className={styles.lead}>
            No run is saved yet. Open a notebook, run a backtest and press the bookmark at the right of its
            first line: the run is kept with everything that is needed to get the same numbers again.
          </p>
        ) : (
          <div className={own.scroll} tabIndex={0} role="region" aria-label="Saved runs">
            <RunTable
              runs={arrangeRuns(all, arrangement)}
              comparing={comparing}
              onNote={change.note}
              onRemove={change.remove}
            />
          </div>
        )}
      </div>
    </div>
  );
}

/** Words to find runs by, and what they are ordered by. */
function RunFilters({
  arrangement,
  onChange,
}: {
  arrangement: RunArrangement;
  onChange: (arrangement: RunArrangement) => void;
}) {
  return (
    <>
      <input
        type="search"
        placeholder="Search strategy, data, parameters, notes"
        aria-label="Search runs"
        value={arrangement.words}
        onChange={(event) => onChange({ ...arrangement, words: event.target.value })}
      />
      <label className={own.order}>
        Order
        <select
          value={arrangement.order}
          onChange={(event) => onChange({ ...arrangement, order: runOrder.parse(event.target.value) })}
        >
          {runOrder.options.map((order) => (
            <option key={order} value={order}>
              {ORDER_WORDS[order]}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}
