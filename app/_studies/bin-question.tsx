"use client";

import { Button } from "../_ui/button.tsx";
import { formatNumber } from "../_ui/format-number.ts";
import { Sheet } from "../_ui/sheet.tsx";
import own from "./studies.module.css";
import type { BinnableStudy } from "./use-study-bin.ts";

const OPEN: readonly string[] = ["queued", "running", "paused"];

/** Asks before a study goes into the bin, or out of it for good; says what stays. */
export function BinQuestion({
  study,
  forGood = false,
  onDecide,
}: {
  study: BinnableStudy;
  forGood?: boolean;
  onDecide: (agreed: boolean) => void;
}) {
  const tried = study.done + study.failed;
  return (
    <Sheet
      open
      onOpenChange={(open) => open || onDecide(false)}
      title={forGood ? `Delete ${study.name} for good?` : `Move ${study.name} to the bin?`}
      description={
        forGood
          ? "Its trials, windows and results go for everybody, and nothing brings them back."
          : "It leaves the list and the tables of everybody in this workspace. The bin keeps it until somebody restores it."
      }
      footer={
        <>
          <Button onClick={() => onDecide(false)}>Keep it</Button>
          <Button tone="accent" autoFocus onClick={() => onDecide(true)}>
            {forGood ? "Delete for good" : "Move to the bin"}
          </Button>
        </>
      }
    >
      <ul className={own.stays}>
        {!forGood && OPEN.includes(study.status) ? (
          <li>It has not ended: it is cancelled first, and what it found so far is kept.</li>
        ) : null}
        <li>
          {tried === 1
            ? "The trial that was tried stays"
            : `The ${formatNumber(tried, "count")} trials that were tried stay`}{" "}
          in the trial ledger: luck is judged by all of them, deleted ones included.
        </li>
        {forGood ? <li>That it looked at sealed bars is remembered, if it did.</li> : null}
      </ul>
    </Sheet>
  );
}
