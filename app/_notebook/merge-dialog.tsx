"use client";

import { useState } from "react";
import { compareNotebooks, type MergeChoice, mergeNotebooks } from "#engine/notebook/compare-notebooks.ts";
import type { NotebookCell, NotebookDocument } from "#engine/notebook/document.ts";
import { Button } from "../_ui/button.tsx";
import { Sheet } from "../_ui/sheet.tsx";
import { freshCellId } from "./edit-document.ts";
import styles from "./merge-dialog.module.css";

const CHOICES: readonly (readonly [MergeChoice, string])[] = [
  ["mine", "Mine"],
  ["theirs", "Theirs"],
  ["both", "Both"],
];

/** Two versions of a notebook side by side, with a choice for each cell in which they differ. */
export function MergeDialog({
  mine,
  theirs,
  onMerge,
  onClose,
}: {
  mine: NotebookDocument;
  theirs: NotebookDocument;
  onMerge: (merged: NotebookDocument) => void;
  onClose: () => void;
}) {
  const [choices, setChoices] = useState<ReadonlyMap<string, MergeChoice>>(new Map());
  const differences = compareNotebooks(mine, theirs);
  return (
    <Sheet
      open
      onOpenChange={(open) => open || onClose()}
      title="Two versions of this notebook"
      description={`${differences.length === 1 ? "One cell differs" : `${differences.length} cells differ`}. What you do not decide is kept twice.`}
      footer={
        <>
          <Button onClick={onClose}>Decide later</Button>
          <Button tone="accent" onClick={() => onMerge(mergeNotebooks(mine, theirs, choices, freshCellId))}>
            Keep this choice
          </Button>
        </>
      }
    >
      {differences.map(({ cellId, mine: own, theirs: other }) => (
        <section key={cellId} className={styles.difference} aria-label={`Cell ${cellId}`}>
          <header>
            <code>{cellId}</code>
            {CHOICES.map(([choice, label]) => (
              <Button
                key={choice}
                aria-pressed={(choices.get(cellId) ?? "both") === choice}
                onClick={() => setChoices(new Map([...choices, [cellId, choice]]))}
              >
                {label}
              </Button>
            ))}
          </header>
          <Version cell={own} title="Mine" />
          <Version cell={other} title="Theirs" />
        </section>
      ))}
    </Sheet>
  );
}

function Version({ cell, title }: { cell: NotebookCell | undefined; title: string }) {
  return (
    <figure>
      <figcaption>{title}</figcaption>
      {cell ? <pre>{cell.source}</pre> : <p>No such cell</p>}
    </figure>
  );
}
