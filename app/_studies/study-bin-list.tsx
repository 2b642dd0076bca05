"use client";

import { useQuery } from "@tanstack/react-query";
import { RotateCcw, Trash2 } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useTRPC } from "../_data/api.ts";
import { Button } from "../_ui/button.tsx";
import { ListTable } from "../_ui/list-table.tsx";
import page from "../_ui/page.module.css";
import { BinQuestion } from "./bin-question.tsx";
import { minuteText } from "./minute-text.ts";
import { ProgressBar } from "./progress-bar.tsx";
import own from "./studies.module.css";
import { useStudyBin, type BinnableStudy } from "./use-study-bin.ts";

/** Studies in the bin; nothing leaves it by itself. */
export function StudyBinList() {
  const trpc = useTRPC();
  const binned = useQuery(trpc.studies.list.queryOptions({ limit: 200, binned: true }));
  const { restore, remove } = useStudyBin();
  const [asked, setAsked] = useState<BinnableStudy | null>(null);
  if (binned.error) return <p className={page.problem}>{binned.error.message}</p>;
  if (!binned.data) return null;
  if (binned.data.length === 0) return <p className={page.quiet}>The bin is empty.</p>;
  const decide = (agreed: boolean): void => {
    if (agreed && asked) remove(asked).catch(() => undefined);
    setAsked(null);
  };
  return (
    <>
      <ListTable heads={["Study", "Deleted", "Trials"]}>
        {binned.data.map((study) => (
          <tr key={study.id}>
            <td>
              <Link href={`/studies/${study.id}`}>{study.name}</Link>
              <small className={own.under}>of {minuteText(study.createdAt)}</small>
            </td>
            <td className={page.quiet}>{minuteText(study.binnedAt ?? study.createdAt)}</td>
            <td>
              <ProgressBar study={study} />
            </td>
            <td className={own.rowActions}>
              <Button onClick={() => restore(study.id)}>
                <RotateCcw size={13} aria-hidden /> Restore
              </Button>
              <Button onClick={() => setAsked(study)}>
                <Trash2 size={13} aria-hidden /> Delete for good
              </Button>
            </td>
          </tr>
        ))}
      </ListTable>
      {asked ? <BinQuestion study={asked} forGood onDecide={decide} /> : null}
    </>
  );
}
