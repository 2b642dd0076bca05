"use client";

import { useState } from "react";
import { useNotebook } from "../_notebook/notebook-context.tsx";
import { Sheet } from "../_ui/sheet.tsx";
import styles from "./history.module.css";
import { NotebookDiffView } from "./notebook-diff-view.tsx";
import { RevisionList } from "./revision-list.tsx";
import { type ListedRevision, revisionTitle } from "./revision-words.ts";
import { useHistoryActions, useRevisions, useVersion } from "./use-history.ts";
import { VersionBar } from "./version-bar.tsx";

/** The two versions that are laid over each other, by number. */
export interface ComparedPair {
  readonly before: number;
  readonly after: number;
}

/** A notebook's versions, what changed between any two of them, and the way back to one. */
export function HistorySheet({ from, onClose }: { from?: number; onClose: () => void }) {
  const { id } = useNotebook();
  const { revisions, error, hasNextPage, fetchNextPage } = useRevisions(id);
  const [pair, setPair] = useState<ComparedPair | null>(null);
  const newest = revisions[0]?.number ?? 1;
  const { before, after } = pair ?? { before: from ?? Math.max(1, newest - 1), after: newest };
  return (
    <Sheet
      open
      wide
      onOpenChange={(open) => open || onClose()}
      title="History"
      description="Every save is kept. Choose a version to see what changed in it; any two can be compared."
    >
      {error ? <p role="alert">{error.message}</p> : null}
      <div className={styles.history}>
        <RevisionList
          revisions={revisions}
          chosen={after}
          onChoose={(number) => setPair({ before: Math.max(1, number - 1), after: number })}
          onMore={hasNextPage ? () => void fetchNextPage() : undefined}
        />
        {revisions.length > 0 ? (
          <Comparison revisions={revisions} pair={{ before, after }} onPair={setPair} onClose={onClose} />
        ) : null}
      </div>
    </Sheet>
  );
}

function Comparison({
  revisions,
  pair,
  onPair,
  onClose,
}: {
  revisions: readonly ListedRevision[];
  pair: ComparedPair;
  onPair: (pair: ComparedPair) => void;
  onClose: () => void;
}) {
  const notebook = useNotebook();
  const actions = useHistoryActions(notebook);
  const find = (number: number) => revisions.find((one) => one.number === number);
  const before = useVersion(notebook.id, find(pair.before) ?? older(pair.before));
  const after = useVersion(notebook.id, find(pair.after));
  const problem = before.error ?? after.error;
  const chosen = find(pair.after);
  return (
    <section className={styles.comparison} aria-label={chosen ? revisionTitle(chosen) : "Comparison"}>
      {chosen ? (
        <VersionBar
          revisions={revisions}
          pair={pair}
          chosen={chosen}
          onPair={onPair}
          onName={(name) => void actions.name(chosen.number, name)}
          onRestore={() => void actions.restore(chosen.number).then(onClose)}
        />
      ) : null}
      {problem ? <p role="alert">{problem.message}</p> : null}
      {before.data && after.data ? <NotebookDiffView before={before.data} after={after.data} /> : null}
    </section>
  );
}

/** A version that is not on the pages read so far. */
const older = (number: number) => ({ number, revision: "" });
