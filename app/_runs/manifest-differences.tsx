"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Manifest } from "#engine/manifest.ts";
import { parseNotebook } from "#engine/notebook/percent-format.ts";
import { createApiClient } from "../_data/api.ts";
import { type ComparedVersion, NotebookDiffView } from "../_history/notebook-diff-view.tsx";
import { Button } from "../_ui/button.tsx";
import styles from "../_ui/page.module.css";
import { compareManifests } from "./compare-manifests.ts";
import { DifferenceTable } from "./difference-table.tsx";
import { type ListedRun, nameOf } from "./run-names.ts";
import own from "./runs.module.css";

/** What went into the runs and differs; of two, the notebooks as they were, too. */
export function ManifestDifferences({
  runs,
  manifests,
}: {
  runs: readonly ListedRun[];
  manifests: readonly (Manifest | null)[];
}) {
  const differences = compareManifests(manifests);
  const [first, second, ...others] = runs;
  return (
    <>
      <h2 className={own.section}>What differs</h2>
      {differences.length === 0 ? (
        <p className={styles.quiet}>Nothing: the same code, parameters, settings and data.</p>
      ) : (
        <DifferenceTable heads={runs.map((run) => nameOf(run, runs))} differences={differences} />
      )}
      {first && second && others.length === 0 ? <NotebooksThen before={first} after={second} /> : null}
    </>
  );
}

/** The notebooks of two runs as they were when the runs were saved, laid over each other. */
function NotebooksThen({ before, after }: { before: ListedRun; after: ListedRun }) {
  const [open, setOpen] = useState(false);
  const texts = useQuery({
    queryKey: ["run-notebooks", before.id, after.id],
    queryFn: () => Promise.all([readThen(before), readThen(after)]),
    enabled: open,
    structuralSharing: false,
  });
  if (before.notebookRevision === null || after.notebookRevision === null) return null;
  const [old, now] = texts.data ?? [];
  return (
    <>
      <p>
        <Button aria-expanded={open} onClick={() => setOpen(!open)}>
          Compare their notebooks as they were
        </Button>
      </p>
      {open && texts.error ? <p className={styles.problem}>{texts.error.message}</p> : null}
      {open && old && now ? <NotebookDiffView before={old} after={now} /> : null}
    </>
  );
}

async function readThen({ notebookId, notebookRevision }: ListedRun): Promise<ComparedVersion> {
  if (notebookId === null || notebookRevision === null) throw new Error("this run is of no saved notebook");
  const { source } = await createApiClient().notebooks.get.query({
    id: notebookId,
    revision: notebookRevision,
  });
  return { document: parseNotebook(source), findings: [] };
}
