"use client";

import Link from "next/link";
import { frontOfStudy } from "./front-of-study.ts";
import { ParameterViews } from "./parameter-views.tsx";
import { ParetoFront } from "./pareto-front.tsx";
import { Stretches } from "./stretches.tsx";
import { StudyStatus, StudyWishes } from "./study-status.tsx";
import own from "./studies.module.css";
import { StudyStretches } from "./study-stretches.tsx";
import { isAway, StudyTrouble } from "./study-trouble.tsx";
import { useStudy } from "./use-study.ts";

/** A study on the server under the cell that asked for it: followed live, whether or not the cell's worker is still there. */
export function StudyOutput({ id }: { id: string }) {
  const { study, trials } = useStudy(id);
  const { error } = study;
  if (error && (!study.data || !isAway(error))) return <StudyTrouble error={error} isSeen={false} />;
  if (!study.data) return <p className={own.quiet}>Looking for the study</p>;
  const { data } = study;
  return (
    <section className={own.output} aria-label="Study on the server">
      <header>
        <StudyStatus study={data} />
        <StudyWishes study={data} />
        <Link href={`/studies/${id}`}>Open the study</Link>
      </header>
      <StudyTrouble error={error} isSeen />
      {data.error ? <p className={own.problem}>{data.error}</p> : null}
      <Stretches stretches={data.runs.stretches} />
      <ParetoFront id={id} found={frontOfStudy(data.request.study, trials.data ?? [], null)} />
      <ParameterViews trials={trials.data ?? []} objective={data.objective} study={data.request.study} />
      <StudyStretches result={data.result} />
    </section>
  );
}
