"use client";

import {
  Circle,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CirclePause,
  GripVertical,
  Pencil,
  Play,
  Trash2,
  TriangleAlert,
} from "lucide-react";
import { memo } from "react";
import type { CellKind } from "#engine/notebook/document.ts";
import type { CellStatus } from "#engine/notebook/output.ts";
import type { ShownState } from "../_notebook/cell-states.ts";
import { useDoubts } from "../_language/use-doubts.ts";
import { runCommand } from "../_notebook/commands.ts";
import { statusText } from "../_notebook/status-words.ts";
import { useCellState, useNotebook } from "../_notebook/notebook-context.tsx";
import { IconButton } from "../_ui/button.tsx";
import { Hint } from "../_ui/hint.tsx";
import { rovingButtons, rovingIndex } from "../_ui/roving-buttons.ts";
import { useDragHandle } from "./cell-drag.ts";
import styles from "./cells.module.css";
import { LiveTimer } from "./live-timer.tsx";

const GLYPHS: Record<CellStatus, typeof Circle> = {
  idle: Circle,
  queued: CircleDot,
  running: CircleDot,
  fresh: CircleCheck,
  stale: CircleDashed,
  error: CircleAlert,
  blocked: CirclePause,
  stopped: CirclePause,
};

/** Status, run or edit, delete and the handle to drag by, beside the cell. */
export const Gutter = memo(function Gutter({ id, kind }: { id: string; kind: CellKind }) {
  const notebook = useNotebook();
  const state = useCellState(id);
  const handle = useDragHandle(id);
  const focusThen = (act: () => void) => () => {
    notebook.store.setFocus(id, "command");
    act();
  };
  return (
    <div className={styles.gutter}>
      {kind === "md" ? null : <StatusGlyph id={id} state={state} />}
      <div className={styles.gutterActions} role="toolbar" aria-label={`Cell ${id}`} {...rovingButtons}>
        {kind === "md" ? (
          <IconButton label="Edit text (Enter)" onClick={() => notebook.store.setFocus(id, "edit")}>
            <Pencil size={14} aria-hidden />
          </IconButton>
        ) : (
          <IconButton label="Run cell (Ctrl Enter)" onClick={focusThen(() => notebook.control.run([id]))}>
            <Play size={14} aria-hidden />
          </IconButton>
        )}
        <IconButton
          label="Delete cell (D D)"
          tabIndex={rovingIndex(1)}
          onClick={focusThen(() => runCommand("delete", notebook))}
        >
          <Trash2 size={14} aria-hidden />
        </IconButton>
      </div>
      <span className={styles.handle} title="Drag to move (Alt ↑, Alt ↓)" {...handle}>
        <GripVertical size={14} aria-hidden />
      </span>
    </div>
  );
});

function StatusGlyph({ id, state }: { id: string; state: ShownState | undefined }) {
  const doubts = useDoubts(id).length;
  const status = state?.status ?? "idle";
  const doubtful = status === "fresh" && doubts > 0;
  const Glyph = doubtful ? TriangleAlert : GLYPHS[status];
  const text = doubtful ? `${statusText(state)}; ${countOf(doubts)}` : statusText(state);
  return (
    <Hint text={text} side="left">
      <span
        className={styles.glyph}
        data-status={status}
        data-doubtful={doubtful}
        role="img"
        aria-label={text}
      >
        <Glyph size={14} aria-hidden />
        {status === "running" ? <LiveTimer since={state?.startedAt} /> : null}
      </span>
    </Hint>
  );
}

const countOf = (doubts: number): string => (doubts === 1 ? "1 warning" : `${doubts} warnings`);
