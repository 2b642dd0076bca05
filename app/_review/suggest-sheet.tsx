"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { NotebookDocument } from "#engine/notebook/document.ts";
import { parseNotebook } from "#engine/notebook/percent-format.ts";
import { createApiClient } from "../_data/api.ts";
import { type ComparedVersion, NotebookDiffView } from "../_history/notebook-diff-view.tsx";
import { useDocument, useNotebook } from "../_notebook/notebook-context.tsx";
import { Button } from "../_ui/button.tsx";
import { Sheet } from "../_ui/sheet.tsx";
import styles from "./review.module.css";
import { useSuggestionActions } from "./use-suggestions.ts";

/** Offers what changed in this copy to the notebook that it was made of. */
export function SuggestSheet({ original, onClose }: { original: string; onClose: () => void }) {
  const actions = useSuggestionActions(useNotebook());
  const [message, setMessage] = useState("");
  const document = useDocument();
  const there = useQuery({
    queryKey: ["original", original],
    queryFn: () => readOriginal(original),
    structuralSharing: false,
  });
  return (
    <Sheet
      open
      wide
      onOpenChange={(open) => open || onClose()}
      title="Suggest these changes"
      description="Whoever owns the original sees them cell by cell, with the results before and after, and takes over what they want."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            tone="accent"
            disabled={!there.data}
            onClick={() => void actions.make(message).then((done) => done && onClose())}
          >
            Send the suggestion
          </Button>
        </>
      }
    >
      <label className={styles.message}>
        What you changed, and why
        <textarea
          rows={3}
          maxLength={2000}
          value={message}
          onChange={(event) => setMessage(event.target.value)}
        />
      </label>
      {there.error ? <p role="alert">{there.error.message}</p> : null}
      {there.data ? <NotebookDiffView before={there.data} after={offered(document, there.data)} /> : null}
    </Sheet>
  );
}

/** What is offered: the number that a copy's title got is no change that anybody meant. */
function offered(document: NotebookDocument, original: ComparedVersion): ComparedVersion {
  const stem = (title: string) => title.replace(/ \d+$/, "");
  const { title } = original.document;
  const same = stem(document.title) === stem(title);
  return { document: same ? { ...document, title } : document, findings: NO_FINDINGS };
}

const NO_FINDINGS: ComparedVersion["findings"] = [];

async function readOriginal(id: string): Promise<ComparedVersion> {
  const { source } = await createApiClient().notebooks.get.query({ id });
  return { document: parseNotebook(source), findings: NO_FINDINGS };
}
