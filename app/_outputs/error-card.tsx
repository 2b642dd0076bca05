"use client";

import { CircleAlert } from "lucide-react";
import type { CellError } from "#engine/notebook/output.ts";
import { formatDate, formatNumber } from "../_ui/format-number.ts";
import { useNotebook } from "../_notebook/notebook-context.tsx";
import styles from "./error-card.module.css";
import { FixButtons } from "./fix-buttons.tsx";
import { jumpToPlace } from "./jump-to-place.ts";

const SHOWN_FRAMES = 4;

/** Message first, then edits that would mend it, then the places in the reader's own code, as links. */
export function ErrorCard({ error, cellId }: { error: CellError; cellId: string }) {
  const own = { cellId, line: error.line ?? 1, column: error.column ?? 1, name: "" };
  const frames = error.frames.length > 0 || error.line === undefined ? error.frames : [own];
  return (
    <div className={styles.error} role="alert">
      <CircleAlert size={15} aria-hidden />
      <div className={styles.body}>
        <Message text={error.message} />
        {error.at ? <AtBar at={error.at} /> : null}
        {error.fixes && error.fixes.length > 0 ? (
          <div className={styles.fixes}>
            <FixButtons fixes={error.fixes} cellId={cellId} />
          </div>
        ) : null}
        <div className={styles.frames}>
          {frames.slice(0, SHOWN_FRAMES).map((frame, index) => (
            <FrameLink key={index} frame={frame} ownCell={frame.cellId === cellId} />
          ))}
          {frames.length > SHOWN_FRAMES ? <span>and {frames.length - SHOWN_FRAMES} more</span> : null}
        </div>
      </div>
    </div>
  );
}

/** The bar that the strategy was deciding on: with many symbols over many years the first thing one asks. */
function AtBar({ at: { symbol, bar, time } }: { at: NonNullable<CellError["at"]> }) {
  return (
    <p className={styles.at}>
      while deciding at bar {formatNumber(bar, "count")} of {symbol}, closed{" "}
      <time dateTime={new Date(time).toISOString()}>{formatClose(time)}</time>
    </p>
  );
}

/** A daily bar closes at the end of its day, which is the next one's midnight; any other close has its minute. */
const formatClose = (time: number): string =>
  time % DAY_MS === 0
    ? formatDate(time - 1)
    : `${new Date(time).toISOString().slice(0, 16).replace("T", " ")} UTC`;

const DAY_MS = 86_400_000;
const LONG_CHARS = 600;

/** The first line is what happened; a long rest is folded. */
function Message({ text }: { text: string }) {
  const [first = "", ...rest] = text.split("\n");
  const more = rest.join("\n").trim();
  return (
    <>
      <p className={styles.message}>
        {first.length <= LONG_CHARS ? first : `${first.slice(0, LONG_CHARS)}…`}
      </p>
      {more === "" && first.length <= LONG_CHARS ? null : (
        <details>
          <summary>the whole message</summary>
          <pre>{text}</pre>
        </details>
      )}
    </>
  );
}

function FrameLink({ frame, ownCell }: { frame: CellError["frames"][number]; ownCell: boolean }) {
  const { store } = useNotebook();
  const index = store.indexOf(frame.cellId);
  const place = ownCell || index < 0 ? `line ${frame.line}` : `cell ${index + 1}, line ${frame.line}`;
  return (
    <button type="button" onClick={() => jumpToPlace(store, frame.cellId, frame.line, frame.column)}>
      {place}
      {frame.name ? <code> {frame.name}</code> : null}
    </button>
  );
}
