"use client";

import { Pause, Play, Square } from "lucide-react";
import { Button } from "../_ui/button.tsx";
import { formatDuration, formatNumber } from "../_ui/format-number.ts";
import { numberOfStatistic, titleOfObjective } from "./objectives-text.ts";
import { ProgressBar } from "./progress-bar.tsx";
import own from "./studies.module.css";
import { useStudyWishes, type FollowedStudy } from "./use-study.ts";

/** How far a study is, who works at it, and what it has found so far; read out as it changes. */
export function StudyStatus({ study }: { study: FollowedStudy }) {
  const { workers, lost, bestObjective, objective, planned } = study;
  return (
    <p className={own.facts} aria-live="polite">
      <ProgressBar study={study} />
      <span>{timeText(study)}</span>
      {study.status === "running" ? <Workers workers={workers} lost={lost} /> : null}
      {planned > 0 && bestObjective !== null ? (
        <span>
          best {titleOfObjective(objective)} {formatNumber(bestObjective, numberOfStatistic(objective))}
        </span>
      ) : null}
    </p>
  );
}

/** Who works, and whether somebody was lost: what that one had under way is not. */
function Workers({ workers, lost }: Pick<FollowedStudy, "workers" | "lost">) {
  const there = workers === 0 ? "no worker is there" : countText(workers);
  if (lost === 0) return <span>{there}</span>;
  const then =
    workers === 0
      ? "the next one repeats what was under way"
      : `${lost === 1 ? "its" : "their"} trials are being repeated`;
  return (
    <>
      <span>{there}</span>
      <span className={own.lost}>
        {countText(lost)} lost, {then}
      </span>
    </>
  );
}

const countText = (workers: number): string => `${workers} ${workers === 1 ? "worker" : "workers"}`;

function timeText({ etaMs, startedAt, completedAt, status }: FollowedStudy): string {
  if (startedAt !== null && completedAt !== null) return `took ${formatDuration(completedAt - startedAt)}`;
  if (status === "queued") return "waits for a worker";
  return etaMs === null ? "" : `about ${formatDuration(etaMs)} to go`;
}

/** What a person may do with a study as it stands. */
export function StudyWishes({ study: { id, status } }: { study: FollowedStudy }) {
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
