"use client";

import { Plus, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "../_ui/button.tsx";
import { CompareButton, useComparing } from "../_ui/comparing.tsx";
import styles from "../_ui/page.module.css";
import { StudyBinList } from "./study-bin-list.tsx";
import { StudyComparison } from "./study-comparison.tsx";
import { StudyTable } from "./study-table.tsx";
import { useStudies } from "./use-studies.ts";

const MOST_COMPARED = 6;

/** Studies, newest first, with how far each is; and the bin. */
export function StudyList() {
  const studies = useStudies();
  const router = useRouter();
  const [inBin, setInBin] = useState(false);
  const comparing = useComparing(studies.data ?? [], MOST_COMPARED);
  return (
    <div className={styles.page}>
      <div className={styles.inner}>
        <header className={styles.head}>
          <h1>{inBin ? "Studies in the bin" : "Studies"}</h1>
          <Button tone="accent" onClick={() => router.push("/studies/new")}>
            <Plus size={14} aria-hidden /> New study
          </Button>
          {inBin ? null : <CompareButton comparing={comparing} />}
          <Button onClick={() => setInBin(!inBin)}>
            {inBin ? null : <Trash2 size={13} aria-hidden />} {inBin ? "All studies" : "Bin"}
          </Button>
        </header>
        {inBin ? <StudyBinList /> : null}
        {studies.error ? <p className={styles.problem}>{studies.error.message}</p> : null}
        {!inBin && comparing.shown ? <StudyComparison studies={comparing.compared} /> : null}
        {!inBin && studies.data?.length === 0 ? (
          <p className={styles.lead}>
            No study is here yet. A study runs one strategy with many sets of parameters on the server, and
            keeps what every one of them found, so that the best can be judged by how many were tried.
          </p>
        ) : null}
        {!inBin && studies.data && studies.data.length > 0 ? (
          <StudyTable studies={studies.data} comparing={comparing} />
        ) : null}
      </div>
    </div>
  );
}
