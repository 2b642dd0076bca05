"use client";

import { useMemo } from "react";
import type { CellOutput } from "#engine/notebook/output.ts";
import { formatNumber } from "../_ui/format-number.ts";
import { numberOfStatistic, titleOfObjective } from "./objectives-text.ts";
import { ParameterViews } from "./parameter-views.tsx";
import { ProgressBar } from "./progress-bar.tsx";
import own from "./studies.module.css";
import { StudyStretches } from "./study-stretches.tsx";

/** What a trial of the tab does not tell: it ran to its end, and what it came to stands in the cell's table. */
const WHOLE = { status: "completed", metrics: {}, folds: [], error: null } as const;

/** A study on the tab's threads under the cell that runs it, drawn as one on the server is. */
export function SearchOutput({ search }: { search: Extract<CellOutput, { type: "search" }> }) {
  const { objective, planned, done, result } = search;
  const trials = useMemo(() => search.trials.map((trial) => ({ ...WHOLE, ...trial })), [search.trials]);
  const best = trials[0]?.objective ?? null;
  const progress = { status: result ? "completed" : "running", planned, done, failed: 0 };
  return (
    <section className={own.output} aria-label="Study in this tab">
      <header>
        <p className={own.facts}>
          <ProgressBar study={progress} />
          {best === null ? null : (
            <span>
              best {titleOfObjective(objective)} {formatNumber(best, numberOfStatistic(objective))}
            </span>
          )}
        </p>
      </header>
      <ParameterViews trials={trials} objective={objective} study={search} />
      <StudyStretches result={result} />
    </section>
  );
}
