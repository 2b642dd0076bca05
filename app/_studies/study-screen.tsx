"use client";

import { Pause, Play, Square } from "lucide-react";
import Link from "next/link";
import { Button } from "../_ui/button.tsx";
import { formatDuration } from "../_ui/format-number.ts";
import styles from "../_ui/page.module.css";
import { BeliefPanel } from "./belief-panel.tsx";
import { ParameterMap } from "./parameter-map.tsx";
import { ProgressBar } from "./progress-bar.tsx";
import { TrialsTable } from "./trials-table.tsx";
import { useStudy, useStudyWishes } from "./use-study.ts";

/** One study as it goes: progress, the map of its parameters, how far to believe its best, and its trials. */
export function StudyScreen({ id }: { id: string }) {
  const { study, trials } = useStudy(id);
  const data = study.data;
  const ended = trials.data ?? [];
  return (
    <div className={styles.page}>
      <div className={styles.inner}>
        <header className={styles.head}>
          <h1>{data?.name ?? "Study"}</h1>
          {data ? <Wishes id={id} status={data.status} /> : null}
        </header>
        {study.error ? <p className={styles.problem}>{study.error.message}</p> : null}
        {data ? (
          <>
            <p className={styles.facts}>
              <span>{data.strategyName}</span>
              <span>
                {data.symbols.slice(0, 4).join(", ")}
                {data.symbols.length > 4 ? ` and ${data.symbols.length - 4} more` : ""}{" "}
                {data.request.timeframe}
              </span>
              <span>{data.method}</span>
              <span>
                {data.workers} {data.workers === 1 ? "worker" : "workers"}
              </span>
              {data.notebookId ? <Link href={`/notebooks/${data.notebookId}`}>Open its notebook</Link> : null}
              <Link href="/studies">All studies</Link>
            </p>
            <p className={styles.facts} aria-live="polite">
              <ProgressBar study={data} />
              <span>{timeText(data)}</span>
            </p>
            {data.error ? <p className={styles.problem}>{data.error}</p> : null}
            {data.objective === "sharpe" ? (
              <BeliefPanel trials={ended} tried={data.done + data.failed} folds={data.request.study.folds} />
            ) : null}
            <ParameterMap trials={ended} objective={data.objective} />
            {ended.length > 0 ? <TrialsTable trials={ended} objective={data.objective} /> : null}
          </>
        ) : null}
      </div>
    </div>
  );
}

interface Times {
  readonly etaMs: number | null;
  readonly startedAt: number | null;
  readonly completedAt: number | null;
}

function timeText({ etaMs, startedAt, completedAt }: Times): string {
  if (startedAt !== null && completedAt !== null) return `took ${formatDuration(completedAt - startedAt)}`;
  return etaMs === null ? "" : `about ${formatDuration(etaMs)} to go`;
}

function Wishes({ id, status }: { id: string; status: string }) {
  const { pause, resume, cancel } = useStudyWishes(id);
  return (
    <>
      {status === "running" ? (
        <Button onClick={pause}>
          <Pause size={14} aria-hidden /> Pause
        </Button>
      ) : null}
      {status === "paused" ? (
        <Button tone="accent" onClick={resume}>
          <Play size={14} aria-hidden /> Resume
        </Button>
      ) : null}
      {["queued", "running", "paused"].includes(status) ? (
        <Button onClick={cancel}>
          <Square size={14} aria-hidden /> Cancel
        </Button>
      ) : null}
    </>
  );
}
