"use client";

import { toast } from "sonner";
import { parseNotebook } from "#engine/notebook/percent-format.ts";
import { createApiClient } from "../_data/api.ts";
import { Button } from "../_ui/button.tsx";
import { useNotebook, useSaveState } from "./notebook-context.tsx";
import styles from "./notebook.module.css";

/** Shown when somebody saved a newer revision: nothing is overwritten until a person chooses. */
export function ConflictBar({ notebookId }: { notebookId: string }) {
  const { autosave, store } = useNotebook();
  const state = useSaveState();
  if (state.kind !== "conflict") return null;
  const takeTheirs = async () => {
    try {
      const theirs = await createApiClient().notebooks.get.query({ id: notebookId });
      store.replace(parseNotebook(theirs.source));
      autosave.resolve(theirs.revision, false);
    } catch (error) {
      toast.error(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <div className={styles.conflict} role="alert">
      <span>This notebook was changed elsewhere since you opened it. Nothing of yours is saved over it.</span>
      <Button onClick={() => void takeTheirs()}>Load their version</Button>
      <Button onClick={() => autosave.resolve(state.theirs, true)}>Keep mine as the newest</Button>
    </div>
  );
}
