"use client";

import { Trash2 } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { IconButton } from "../_ui/button.tsx";
import { CompareBox, type Comparing } from "../_ui/comparing.tsx";
import { formatNumber } from "../_ui/format-number.ts";
import page from "../_ui/page.module.css";
import { BinQuestion } from "./bin-question.tsx";
import { minuteText } from "./minute-text.ts";
import { numberOfStatistic, objectivesText } from "./objectives-text.ts";
import { ProgressBar } from "./progress-bar.tsx";
import own from "./studies.module.css";
import { titleOfMethod } from "./title-of-method.ts";
import { useStudyBin } from "./use-study-bin.ts";
import type { ListedStudy } from "./use-studies.ts";

/** Studies as rows, with how far each is; a row is ticked to be compared, or deleted after a question. */
export function StudyTable({
  studies,
  comparing,
}: {
  studies: readonly ListedStudy[];
  comparing: Comparing<ListedStudy>;
}) {
  const { bin } = useStudyBin();
  const [asked, setAsked] = useState<ListedStudy | null>(null);
  const decide = (agreed: boolean): void => {
    // What the server refuses has been said.
    if (agreed && asked) bin(asked).catch(() => undefined);
    setAsked(null);
  };
  return (
    <>
      <table className={page.list}>
        <thead>
          <tr>
            <th>
              <span className="visually-hidden">Compare</span>
            </th>
            <th>Study</th>
            <th>Strategy</th>
            <th>Data</th>
            <th className="numeric">Best</th>
            <th>Trials</th>
            <th>
              <span className="visually-hidden">Delete</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {studies.map((study) => (
            <tr key={study.id}>
              <td>
                <CompareBox comparing={comparing} id={study.id} of={nameOf(study)} />
              </td>
              <td>
                <Link href={`/studies/${study.id}`}>{study.name}</Link>
                <small className={own.under}>
                  {titleOfMethod(study.method)}, {minuteText(study.createdAt)}
                </small>
              </td>
              <StudyCells study={study} />
              <td className={own.rowActions}>
                <IconButton label={`Delete ${nameOf(study)}`} onClick={() => setAsked(study)}>
                  <Trash2 size={13} aria-hidden />
                </IconButton>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {asked ? <BinQuestion study={asked} onDecide={decide} /> : null}
    </>
  );
}

const nameOf = ({ name, createdAt }: ListedStudy): string => `${name} of ${minuteText(createdAt)}`;

function StudyCells({ study }: { study: ListedStudy }) {
  const { strategyName, symbols, request, bestObjective, objective } = study;
  const more = symbols.length > 3 ? ` and ${symbols.length - 3} more` : "";
  return (
    <>
      <td>{strategyName}</td>
      <td>
        {symbols.slice(0, 3).join(", ")}
        {more} {request.timeframe}
      </td>
      <td className="numeric">
        {formatNumber(bestObjective, numberOfStatistic(objective))}
        <small className={own.under}>{objectivesText(request.study)}</small>
      </td>
      <td>
        <ProgressBar study={study} />
      </td>
    </>
  );
}
