"use client";

import { useAllStates, useNotebook } from "../_notebook/notebook-context.tsx";
import styles from "./panel.module.css";
import { variableRows } from "./variable-rows.ts";

/** Every name that cells define: what it is, where it comes from and who reads it. */
export function Variables() {
  const { store } = useNotebook();
  const rows = variableRows(store.order(), useAllStates());
  if (rows.length === 0) return <p className={styles.hint}>Names that cells define appear here.</p>;
  const jump = (cellId: string) => () => store.setFocus(cellId, "command");
  return (
    <ul className={styles.variables}>
      {rows.map(({ name, type, value, definedIn, usedIn, stale }) => (
        <li key={`${definedIn}-${name}`} data-stale={stale}>
          <button type="button" className={styles.variable} onClick={jump(definedIn)}>
            <code>{name}</code>
            {type ? <span className={styles.type}>{type}</span> : null}
          </button>
          {value ? <span className={styles.value}>{value}</span> : null}
          <span className={styles.uses}>
            {usedIn.length === 0 ? "not used" : "used in"}
            {usedIn.map((cellId) => (
              <button key={cellId} type="button" onClick={jump(cellId)}>
                {cellId}
              </button>
            ))}
          </span>
        </li>
      ))}
    </ul>
  );
}
