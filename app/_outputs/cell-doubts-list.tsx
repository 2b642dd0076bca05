"use client";

import { TriangleAlert } from "lucide-react";
import { memo } from "react";
import type { CellWarning } from "#engine/notebook/output.ts";
import { useSettledDoubts } from "../_language/use-doubts.ts";
import { useNotebook } from "../_notebook/notebook-context.tsx";
import styles from "./cell-doubts-list.module.css";
import { FixButtons } from "./fix-buttons.tsx";
import { jumpToPlace } from "./jump-to-place.ts";

const SHOWN = 3;

/** Why a cell may be wrong although it runs: a line for each, with the place and what would mend it. */
export const CellDoubtsList = memo(function CellDoubtsList({ cellId }: { cellId: string }) {
  const doubts = useSettledDoubts(cellId);
  if (doubts.length === 0) return null;
  return (
    <ul className={styles.doubts} aria-label={`Warnings of cell ${cellId}`}>
      {doubts.slice(0, SHOWN).map((doubt) => (
        <Doubt key={`${doubt.line}:${doubt.column}`} doubt={doubt} cellId={cellId} />
      ))}
      {doubts.length > SHOWN ? (
        <li className={styles.more}>and {doubts.length - SHOWN} more, underlined in the text</li>
      ) : null}
    </ul>
  );
});

function Doubt({ doubt, cellId }: { doubt: CellWarning; cellId: string }) {
  const { store } = useNotebook();
  const { message, line, column, fixes = [] } = doubt;
  const [first = "", ...more] = message.split("\n");
  return (
    <li title={more.length > 0 ? message : undefined}>
      <TriangleAlert size={14} aria-hidden />
      <button type="button" className="numeric" onClick={() => jumpToPlace(store, cellId, line, column)}>
        line {line}
      </button>
      <span>{first}</span>
      <FixButtons fixes={fixes.slice(0, 1)} cellId={cellId} />
    </li>
  );
}
