"use client";

import { useDocument, useNotebook } from "../_notebook/notebook-context.tsx";
import { headingsOf } from "./headings.ts";
import styles from "./panel.module.css";
import { TagsField } from "./tags-field.tsx";

/** The notebook's headings, as links into it. */
export function Outline() {
  const { store } = useNotebook();
  const found = headingsOf(useDocument());
  return (
    <>
      {found.length === 0 ? <p className={styles.hint}>Headings of markdown cells appear here.</p> : null}
      <ul className={styles.outline}>
        {found.map(({ cellId, level, text }, index) => (
          <li key={`${cellId}-${index}`} style={{ paddingLeft: (level - 1) * 12 }} data-level={level}>
            <button type="button" onClick={() => store.setFocus(cellId, "command")}>
              {text}
            </button>
          </li>
        ))}
      </ul>
      <TagsField />
    </>
  );
}
