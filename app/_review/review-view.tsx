"use client";

import { useMemo, useState } from "react";
import { compareFindings } from "#engine/notebook/versions/findings.ts";
import { TITLE_CHANGE } from "#engine/notebook/versions/notebook-merge.ts";
import { CellDiff } from "../_history/cell-diff.tsx";
import diff from "../_history/diff.module.css";
import { FindingView } from "../_history/finding-view.tsx";
import { useDocument, useNotebook } from "../_notebook/notebook-context.tsx";
import { Button } from "../_ui/button.tsx";
import { firstChoice, outcomeWords, reviewProposals } from "./review-proposals.ts";
import styles from "./review.module.css";
import { type ReviewedSuggestion, useSuggestionActions } from "./use-suggestions.ts";

/** One suggestion: what it does to the results, then each cell with a box to take it over. */
export function ReviewView({
  suggestion: { id, base, theirs, before, after },
  summary,
  onDone,
}: {
  suggestion: ReviewedSuggestion;
  summary: { readonly status: string; readonly own: boolean };
  onDone: () => void;
}) {
  const mine = useDocument();
  const notebook = useNotebook();
  const actions = useSuggestionActions(notebook);
  const proposals = useMemo(() => reviewProposals(base, mine, theirs), [base, mine, theirs]);
  const found = useMemo(() => compareFindings(before, after), [before, after]);
  const [chosen, setChosen] = useState(() => firstChoice(proposals));
  const open = summary.status === "open";
  const decides = open && notebook.rights === "edit";
  const accepted = proposals.map(({ proposal }) => proposal.cellId).filter((cellId) => chosen.has(cellId));
  const toggle = (cellId: string) => {
    const next = new Set(chosen);
    if (!next.delete(cellId)) next.add(cellId);
    setChosen(next);
  };
  const finish = (act: Promise<boolean>) => void act.then((done) => done && onDone());
  return (
    <div className={diff.diff}>
      {found.map((change, at) => (
        <FindingView key={at} change={change} />
      ))}
      {proposals.length === 0 ? <p className={styles.quiet}>Everything of it is in this notebook.</p> : null}
      {proposals.map(({ proposal, change }) => {
        const box = decides ? (
          <Choice
            label={`${outcomeWords(proposal)}`}
            name={proposal.cellId}
            checked={chosen.has(proposal.cellId)}
            onToggle={() => toggle(proposal.cellId)}
          />
        ) : null;
        if (change) return <CellDiff key={proposal.cellId} change={change} aside={box} />;
        return (
          <p key={TITLE_CHANGE} className={diff.title}>
            Title: <del>{mine.title || "Untitled"}</del> to <ins>{theirs.title || "Untitled"}</ins> {box}
          </p>
        );
      })}
      {decides || (open && summary.own) ? (
        <footer className={styles.decide}>
          <Button onClick={() => finish(actions.close(id))}>{summary.own ? "Withdraw" : "Decline"}</Button>
          {decides ? (
            <Button
              tone="accent"
              disabled={accepted.length === 0}
              onClick={() => finish(actions.accept(id, accepted))}
            >
              {accepted.length === 1 ? "Accept 1 change" : `Accept ${accepted.length} changes`}
            </Button>
          ) : null}
        </footer>
      ) : null}
    </div>
  );
}

function Choice({
  label,
  name,
  checked,
  onToggle,
}: {
  label: string;
  name: string;
  checked: boolean;
  onToggle: () => void;
}) {
  return (
    <label className={styles.choice} data-warn={label === "" ? undefined : true}>
      {label}
      <input
        type="checkbox"
        checked={checked}
        aria-label={`Accept the change of ${name === TITLE_CHANGE ? "the title" : name}${label === "" ? "" : `: ${label}`}`}
        onChange={onToggle}
      />
      Accept
    </label>
  );
}
