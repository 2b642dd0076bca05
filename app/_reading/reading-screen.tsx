"use client";

import { type ReactNode, useMemo, useState, useSyncExternalStore } from "react";
import { usePresence } from "../_live/use-presence.ts";
import { NotebookContext } from "../_notebook/notebook-context.tsx";
import { ReviewNotice } from "../_review/review-notice.tsx";
import { SealButton } from "../_reproduce/seal-button.tsx";
import { SealReport } from "../_reproduce/seal-report.tsx";
import { useSeal } from "../_reproduce/use-seal.ts";
import { ChangedNotice } from "../_history/changed-notice.tsx";
import { PLACES } from "../_talk/asked-place.ts";
import { CommentCounts } from "../_talk/comment-counts.tsx";
import { MayCommentContext } from "../_talk/may-comment-context.ts";
import { MemberPanel, MemberTools } from "./member-tools.tsx";
import { openReading } from "./open-reading.ts";
import { ReadingBar } from "./reading-bar.tsx";
import { ReadingCell } from "./reading-cell.tsx";
import styles from "./reading.module.css";
import type { Reading } from "./reading.ts";
import { inputsOfUrl } from "./url-inputs.ts";
import { useReadingRun } from "./use-reading-run.ts";

/** A notebook that its reader cannot change: kept results first, a run in the reader's own sandbox on request. */
export function ReadingScreen({
  reading,
  onCopy,
  bare = false,
  children,
}: {
  reading: Reading;
  onCopy?: () => void;
  /** Without its bar, as in a frame of another page. */
  bare?: boolean;
  children?: ReactNode;
}) {
  const [asked] = useState(() =>
    typeof location === "undefined" ? new Map() : inputsOfUrl(location.search, reading.member ? PLACES : []),
  );
  const notebook = useMemo(() => openReading(reading, asked), [reading, asked]);
  const run = useReadingRun(reading, notebook);
  const seal = useSeal(reading);
  usePresence(notebook, reading.company === true);
  const { store } = notebook;
  const { cells } = useSyncExternalStore(store.subscribe, store.document, store.document);
  const { member } = reading;
  const screen = (
    <div className={styles.screen} data-bare={bare}>
      {bare ? null : (
        <ReadingBar reading={reading} run={run} onCopy={onCopy}>
          <SealButton reading={reading} seal={seal} />
          {member ? <MemberTools /> : null}
        </ReadingBar>
      )}
      <div className={styles.page}>
        <div className={styles.column}>
          {member ? <ReviewNotice /> : null}
          {member ? <ChangedNotice notebookId={reading.id} revision={reading.revision} /> : null}
          <SealReport seal={seal} />
          {asked.size > 0 && !run.started ? (
            <AskedInputs names={[...asked.keys()]} mayRun={reading.mayRun} />
          ) : null}
          {cells.map((cell) => (
            <ReadingCell key={cell.id} cell={cell} showCode={reading.showCode} talks={member !== null} />
          ))}
        </div>
      </div>
      {member ? <MemberPanel /> : null}
      {children}
    </div>
  );
  return (
    <NotebookContext value={notebook}>
      {member ? (
        <MayCommentContext value={member.mayComment}>
          <CommentCounts>{screen}</CommentCounts>
        </MayCommentContext>
      ) : (
        screen
      )}
    </NotebookContext>
  );
}

function AskedInputs({ names, mayRun }: { names: readonly string[]; mayRun: boolean }) {
  return (
    <p className={styles.note} role="note">
      This link sets {names.join(", ")}.{" "}
      {mayRun ? "Run to see what comes of it." : "It does not let you run the code."}
    </p>
  );
}
