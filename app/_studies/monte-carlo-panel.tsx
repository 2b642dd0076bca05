"use client";

import { Shuffle, Square } from "lucide-react";
import { useState } from "react";
import type { StoredResult } from "#engine/experiments/study/stored-result.ts";
import { Button } from "../_ui/button.tsx";
import { HarderRuns } from "./harder-runs.tsx";
import styles from "./monte-carlo.module.css";
import { HARDER_CELL, RUN_CELL, SHAKES } from "./monte-carlo-cells.ts";
import { MonteCarloChoice } from "./monte-carlo-choice.tsx";
import { MonteCarloRun } from "./monte-carlo-run.tsx";
import { ProgressBar } from "./progress-bar.tsx";
import { ShakeCard } from "./shake-card.tsx";
import { setsOf, START_WISH, wishOf, type ShakeDraft } from "./shake-draft.ts";
import own from "./studies.module.css";
import { useMonteCarlo, type MonteCarlo } from "./use-monte-carlo.ts";

/** What else could have come of a set that a study found: its trades, its days, its prices and its execution shaken, each under the question that it answers. */
export function MonteCarloPanel({ id, result }: { id: string; result: StoredResult }) {
  const work = useMonteCarlo(id);
  const [draft, setDraft] = useState<ShakeDraft>(START_WISH);
  const sets = setsOf(result);
  if (sets.length === 0) return null;
  const wish = wishOf(result, draft);
  return (
    <section aria-label="Monte Carlo" className={own.panel}>
      <header className={own.facts}>
        <strong>Monte Carlo</strong>
        <span>
          What else could have come of a set, on the bars on which it was chosen. It is computed in this tab,
          and nothing of it is stored.
        </span>
      </header>
      <div className={own.facts}>
        <MonteCarloChoice sets={sets} draft={draft} change={setDraft} isRunning={work.isRunning} />
        {work.isRunning ? (
          <Button onClick={work.stop}>
            <Square size={14} aria-hidden /> Stop
          </Button>
        ) : (
          <Button disabled={wish === null} onClick={() => wish && work.start(wish)}>
            <Shuffle size={14} aria-hidden /> Run Monte Carlo
          </Button>
        )}
        {work.wish ? <Progress work={work} /> : null}
      </div>
      {wish === null ? (
        <p role="alert" className={own.problem}>
          invalid seed: {draft.seed}; use a whole number, 0 or more
        </p>
      ) : null}
      {work.problem ? <p className={own.problem}>{work.problem}</p> : null}
      {work.wish ? <Answers work={work} result={result} /> : null}
    </section>
  );
}

function Answers({ work: { states, wish }, result }: { work: MonteCarlo; result: StoredResult }) {
  const failed = ["strategy", "prices", RUN_CELL].flatMap((id) => states.get(id)?.error?.message ?? []);
  if (failed.length > 0) return <p className={own.problem}>{failed[0]}</p>;
  return (
    <div className={styles.answers}>
      <MonteCarloRun state={states.get(RUN_CELL)} wish={wish} result={result} />
      {SHAKES.map(({ id, title }) => (
        <ShakeCard key={id} id={id} title={title} state={states.get(id)} ruin={wish?.ruin ?? 0} />
      ))}
      <HarderRuns state={states.get(HARDER_CELL)} />
    </div>
  );
}

const ENDED: readonly string[] = ["fresh", "error", "blocked"];
const ASKED = [...SHAKES.map(({ id }) => id), HARDER_CELL];

function Progress({ work: { states, isRunning } }: { work: MonteCarlo }) {
  const stateOf = (id: string): string => states.get(id)?.status ?? "idle";
  const done = ASKED.filter((id) => ENDED.includes(stateOf(id))).length;
  const failed = ASKED.filter((id) => ["error", "blocked"].includes(stateOf(id))).length;
  const status = isRunning ? "running" : done === ASKED.length ? "completed" : "stopped";
  return (
    <span aria-live="polite">
      <ProgressBar
        study={{ status, planned: ASKED.length, done: done - failed, failed }}
        label="Questions that were answered"
      />
    </span>
  );
}
