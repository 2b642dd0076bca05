"use client";

import Link from "next/link";
import { storedResult } from "#engine/experiments/study/stored-result.ts";
import styles from "../_ui/page.module.css";
import { BinnedNotice } from "./binned-notice.tsx";
import { DeleteStudy } from "./delete-study.tsx";
import { ParameterViews } from "./parameter-views.tsx";
import { CrossPaths } from "./cross-paths.tsx";
import { blockText } from "./draft-blocks.ts";
import { frontOfStudy } from "./front-of-study.ts";
import { GivenUp } from "./given-up.tsx";
import { MonteCarloPanel } from "./monte-carlo-panel.tsx";
import { objectivesText } from "./objectives-text.ts";
import { ParetoFront } from "./pareto-front.tsx";
import { PermutationPanel } from "./permutation-panel.tsx";
import { Stretches } from "./stretches.tsx";
import { StudyStatus, StudyWishes } from "./study-status.tsx";
import { judgementText } from "./study-figures.tsx";
import { StudyTrouble } from "./study-trouble.tsx";
import { StudyTools } from "./study-tools.tsx";
import own from "./studies.module.css";
import { BLOCK_FIELDS } from "./study-draft.ts";
import { titleOfMethod } from "./title-of-method.ts";
import { TrialsTable } from "./trials-table.tsx";
import { TrustPanel } from "./trust-panel.tsx";
import { useStudy, type FollowedStudy } from "./use-study.ts";
import { WindowsTable } from "./windows-table.tsx";

/** One study as it goes: progress, how far to believe its best, the map of its parameters, its windows and its trials. */
export function StudyScreen({ id }: { id: string }) {
  const { study, trials } = useStudy(id);
  const data = study.data;
  const found = trials.data ?? [];
  const result = data?.result ? storedResult.parse(data.result) : null;
  return (
    <div className={styles.page}>
      <div className={styles.inner}>
        <header className={styles.head}>
          <h1>{data?.name ?? "Study"}</h1>
          {data ? <StudyWishes study={data} /> : null}
          {data?.binnedAt === null ? <DeleteStudy study={data} /> : null}
        </header>
        <StudyTrouble error={study.error} isSeen={data !== undefined} />
        {data ? (
          <>
            {data.binnedAt === null ? null : <BinnedNotice study={data} />}
            <StudyFacts study={data} />
            <StudyStatus study={data} />
            {data.error ? <p className={styles.problem}>{data.error}</p> : null}
            <GivenUp study={data} />
            <Stretches stretches={data.runs.stretches} />
            {result ? <TrustPanel result={result} /> : null}
            {result && data.binnedAt === null ? <PermutationPanel id={id} /> : null}
            {result && data.binnedAt === null ? <MonteCarloPanel id={id} result={result} /> : null}
            {result && data.binnedAt === null ? (
              <StudyTools id={id} best={result.best?.number} window={result.best?.window} />
            ) : null}
            <ParetoFront id={id} found={frontOfStudy(data.request.study, found, result)} />
            <ParameterViews trials={found} objective={data.objective} study={data.request.study} />
            {result ? <WindowsTable result={result} /> : null}
            {result ? <CrossPaths result={result} /> : null}
            {found.length > 0 ? (
              <TrialsTable
                id={id}
                trials={found}
                objective={data.objective}
                leastTrades={data.request.study.leastTrades}
              />
            ) : null}
          </>
        ) : null}
      </div>
    </div>
  );
}

function StudyFacts({ study }: { study: FollowedStudy }) {
  const { id, strategyName, symbols, request, method, notebookId, cellId, notebookRevision } = study;
  const more = symbols.length > 4 ? ` and ${symbols.length - 4} more` : "";
  return (
    <p className={own.facts}>
      <span>{strategyName}</span>
      <span>
        {symbols.slice(0, 4).join(", ")}
        {more} {request.timeframe}
      </span>
      <span>
        {titleOfMethod(method)} for {objectivesText(request.study)}
      </span>
      <span>judged by {judgementText(request.study)}</span>
      {BLOCK_FIELDS.map((field) => {
        const block = request.options[field];
        return block ? (
          <span key={field}>
            {field}: {blockText(field, block)}
          </span>
        ) : null;
      })}
      {notebookId ? (
        <Link href={`/notebooks/${notebookId}${cellId ? `#${cellId}` : ""}`}>
          Open its {cellId ? "cell" : "notebook"}
          {notebookRevision ? `, version ${notebookRevision.slice(0, 8)} then` : ""}
        </Link>
      ) : null}
      <Link href={`/studies/new?from=${id}`}>Study it anew</Link>
      <Link href="/studies">All studies</Link>
    </p>
  );
}
