"use client";

import { useDocument, useNotebook } from "../_notebook/notebook-context.tsx";
import { headingsOf } from "./headings.ts";
import styles from "./panel.module.css";

/** The notebook's headings, as links into it. */
export function Outline() {
  const { store } = useNotebook();
  const found = headingsOf(useDocument());
  if (found.length === 0) return <p className={styles.hint}>Headings of markdown cells appear here.</p>;
  return (
    <ul className={styles.outline}>
      {found.map(({ cellId, level, text }, index) => (
        <li key={`${cellId}-${index}`} style={{ paddingLeft: (level - 1) * 12 }} data-level={level}>
          <button type="button" onClick={() => store.setFocus(cellId, "command")}>
            {text}
          </button>
        </li>
      ))}
    </ul>
  );
}
