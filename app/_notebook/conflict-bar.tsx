"use client";

import { useState } from "react";
import { toast } from "sonner";
import type { NotebookDocument } from "#engine/notebook/document.ts";
import { parseNotebook } from "#engine/notebook/percent-format.ts";
import { createApiClient } from "../_data/api.ts";
import { Button } from "../_ui/button.tsx";
import { MergeDialog } from "./merge-dialog.tsx";
import { useNotebook, useSaveState } from "./notebook-context.tsx";
import styles from "./notebook.module.css";

/** Their version, as the server has it now. */
interface Theirs {
  readonly document: NotebookDocument;
  readonly revision: string;
}

/** Shown when somebody saved a newer revision: nothing is overwritten until a person chooses. */
export function ConflictBar({ notebookId }: { notebookId: string }) {
  const { autosave, store, company } = useNotebook();
  const state = useSaveState();
  const [merging, setMerging] = useState<Theirs | null>(null);
  // With the others the two are made one without a question.
  if (state.kind !== "conflict" || company.status() !== "alone") return null;
  const withTheirs = async (act: (theirs: Theirs) => void) => {
    try {
      const { source, revision } = await createApiClient().notebooks.get.query({ id: notebookId });
      act({ document: parseNotebook(source), revision });
    } catch (error) {
      toast.error(error instanceof Error ? error.message : String(error));
    }
  };
  const takeTheirs = ({ document, revision }: Theirs) => {
    store.replace(document);
    autosave.resolve(revision, false);
  };
  return (
    <div className={styles.conflict} role="alert">
      <span>This notebook was changed elsewhere since you opened it. Nothing of yours is saved over it.</span>
      <Button onClick={() => void withTheirs(takeTheirs)}>Load their version</Button>
      <Button onClick={() => autosave.resolve(state.theirs, true)}>Keep mine as the newest</Button>
      <Button onClick={() => void withTheirs(setMerging)}>Compare cell by cell</Button>
      {merging ? (
        <MergeDialog
          mine={store.document()}
          theirs={merging.document}
          onClose={() => setMerging(null)}
          onMerge={(merged) => {
            setMerging(null);
            store.replace(merged);
            autosave.resolve(merging.revision, true);
          }}
        />
      ) : null}
    </div>
  );
}
