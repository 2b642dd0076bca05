"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTRPC } from "../_data/api.ts";
import { Button } from "../_ui/button.tsx";
import { formatNumber } from "../_ui/format-number.ts";
import { CompareBox, CompareButton, useComparing } from "../_ui/comparing.tsx";
import styles from "../_ui/page.module.css";
import { numberOfStatistic, objectivesText } from "./objectives-text.ts";
import { ProgressBar } from "./progress-bar.tsx";
import { StudyComparison } from "./study-comparison.tsx";
import own from "./studies.module.css";
import { titleOfMethod } from "./title-of-method.ts";

const LOOK_MS = 2_000;
const MOST_COMPARED = 6;
const OPEN: readonly string[] = ["queued", "running"];

/** Studies, newest first, with how far each is. */
export function StudyList() {
  const trpc = useTRPC();
  const studies = useQuery({
    ...trpc.studies.list.queryOptions({ limit: 100 }),
    refetchInterval: ({ state }) =>
      state.data?.some(({ status }) => OPEN.includes(status)) ? LOOK_MS : false,
  });
  const router = useRouter();
  const comparing = useComparing(studies.data ?? [], MOST_COMPARED);
  return (
    <div className={styles.page}>
      <div className={styles.inner}>
        <header className={styles.head}>
          <h1>Studies</h1>
          <Button tone="accent" onClick={() => router.push("/studies/new")}>
            <Plus size={14} aria-hidden /> New study
          </Button>
          <CompareButton comparing={comparing} />
        </header>
        {studies.error ? <p className={styles.problem}>{studies.error.message}</p> : null}
        {comparing.shown ? <StudyComparison studies={comparing.compared} /> : null}
        {studies.data?.length === 0 ? (
          <p className={styles.lead}>
            No study has run yet. A study runs one strategy with many sets of parameters on the server, and
            keeps what every one of them found, so that the best can be judged by how many were tried.
          </p>
        ) : (
          <table className={styles.list}>
            <thead>
              <tr>
                <th className="visually-hidden">Compare</th>
                <th>Study</th>
                <th>Strategy</th>
                <th>Data</th>
                <th className="numeric">Best</th>
                <th>Trials</th>
              </tr>
            </thead>
            <tbody>
              {(studies.data ?? []).map((study) => (
                <tr key={study.id}>
                  <td>
                    <CompareBox
                      comparing={comparing}
                      id={study.id}
                      of={`${study.name} of ${timeText(study.createdAt)}`}
                    />
                  </td>
                  <td>
                    <Link href={`/studies/${study.id}`}>{study.name}</Link>
                    <small className={own.under}>
                      {titleOfMethod(study.method)}, {timeText(study.createdAt)}
                    </small>
                  </td>
                  <td>{study.strategyName}</td>
                  <td>
                    {study.symbols.slice(0, 3).join(", ")}
                    {study.symbols.length > 3 ? ` and ${study.symbols.length - 3} more` : ""}{" "}
                    {study.request.timeframe}
                  </td>
                  <td className="numeric">
                    {formatNumber(study.bestObjective, numberOfStatistic(study.objective))}
                    <small className={own.under}>{objectivesText(study.request.study)}</small>
                  </td>
                  <td>
                    <ProgressBar study={study} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </div>
  );
}

const timeText = (time: number): string => new Date(time).toISOString().slice(0, 16).replace("T", " ");
