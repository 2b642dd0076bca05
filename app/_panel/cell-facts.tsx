"use client";

import type { RunMode } from "#engine/notebook/document.ts";
import { kindLabel } from "../_cells/cell-kinds.ts";
import { useAllStates, useCellShape, useFocusedCell, useNotebook } from "../_notebook/notebook-context.tsx";
import { ranAtText, statusText } from "../_notebook/status-words.ts";
import { cellNames, type CellName } from "./cell-names.ts";
import { NotebookRunField } from "./notebook-run-field.tsx";
import styles from "./panel.module.css";

/** The cell with the cursor: how it stands and why, when it runs, what it reads and who reads it. */
export function CellFacts() {
  const { store, rights } = useNotebook();
  const id = useFocusedCell() ?? "";
  const shape = useCellShape(id);
  const states = useAllStates();
  if (!shape) return <p className={styles.hint}>Choose a cell to see how it stands.</p>;
  const state = states.get(id);
  const { reads, defines } = cellNames(id, store.order(), states);
  return (
    <>
      <dl className={styles.facts}>
        <dt>Cell</dt>
        <dd>
          <code>{id}</code> {kindLabel(shape.kind)}
        </dd>
        {shape.kind === "md" ? null : (
          <>
            <dt>Status</dt>
            <dd>{statusText(state)}</dd>
            <dt>Last run</dt>
            <dd>{state?.ranAt === undefined ? "not in this visit" : ranAtText(state.ranAt)}</dd>
            <dt>
              <label htmlFor="cell-run-mode">Runs</label>
            </dt>
            <dd>
              <select
                id="cell-run-mode"
                value={shape.run ?? "auto"}
                disabled={rights !== "edit"}
                onChange={(event) => store.changeCells([id], () => ({ run: event.target.value as RunMode }))}
              >
                <option value="auto">by itself, on every change</option>
                <option value="manual">by hand, or when needed</option>
                <option value="confirm">by its own button only</option>
              </select>
            </dd>
          </>
        )}
        <Names title="Reads" names={reads} none="nothing of other cells" of="from" />
        {shape.kind === "md" ? null : <Names title="Defines" names={defines} none="no name" of="read by" />}
      </dl>
      <NotebookRunField />
    </>
  );
}

function Names({
  title,
  names,
  none,
  of,
}: {
  title: string;
  names: readonly CellName[];
  none: string;
  of: string;
}) {
  const { store } = useNotebook();
  return (
    <>
      <dt>{title}</dt>
      <dd>
        {names.length === 0 ? none : null}
        {names.map(({ name, cells }) => (
          <div key={name} className={styles.uses}>
            <code>{name}</code> {cells.length === 0 ? "read by nobody" : of}
            {cells.map((cellId) => (
              <button key={cellId} type="button" onClick={() => store.setFocus(cellId, "command")}>
                {cellId}
              </button>
            ))}
          </div>
        ))}
      </dd>
    </>
  );
}
