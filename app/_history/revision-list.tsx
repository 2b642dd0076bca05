"use client";

import { Fragment } from "react";
import { Button } from "../_ui/button.tsx";
import styles from "./history.module.css";
import { dayOf, type ListedRevision, revisionTime, revisionTitle } from "./revision-words.ts";

/** A notebook's versions, newest first, under their days; one of them is looked at. */
export function RevisionList({
  revisions,
  chosen,
  onChoose,
  onMore,
}: {
  revisions: readonly ListedRevision[];
  chosen: number | null;
  onChoose: (number: number) => void;
  /** Absent when all are there. */
  onMore?: (() => void) | undefined;
}) {
  const days = Map.groupBy(revisions, ({ savedAt }) => dayOf(savedAt));
  return (
    <nav className={styles.list} aria-label="Versions">
      {[...days].map(([day, own]) => (
        <Fragment key={day}>
          <h3>{day}</h3>
          <ol>
            {own.map((revision) => (
              <li key={revision.number}>
                <Row
                  revision={revision}
                  newest={revision === revisions[0]}
                  chosen={revision.number === chosen}
                  onChoose={onChoose}
                />
              </li>
            ))}
          </ol>
        </Fragment>
      ))}
      {onMore ? <Button onClick={onMore}>Older versions</Button> : null}
    </nav>
  );
}

function Row({
  revision,
  newest,
  chosen,
  onChoose,
}: {
  revision: ListedRevision;
  newest: boolean;
  chosen: boolean;
  onChoose: (number: number) => void;
}) {
  const { number, name, author, findings } = revision;
  return (
    <button
      type="button"
      className={styles.row}
      aria-current={chosen ? "true" : undefined}
      data-named={name === null ? undefined : true}
      onClick={() => onChoose(number)}
    >
      <strong>{revisionTitle(revision)}</strong>
      <span>
        {revisionTime(revision)}
        {author === null ? "" : `, ${author}`}
        {newest ? ", the newest" : ""}
        {findings > 0 ? `, ${findings} ${findings === 1 ? "backtest" : "backtests"}` : ""}
      </span>
    </button>
  );
}
