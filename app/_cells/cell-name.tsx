"use client";

import { useState } from "react";
import type { CellShape } from "../_notebook/cell-shape.ts";
import { useNotebook } from "../_notebook/notebook-context.tsx";
import styles from "./cell-name.module.css";

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** The name that a query, an input or a strategy defines for other cells; a name that is none is not kept. */
export function CellName({ cell }: { cell: CellShape }) {
  const { store } = useNotebook();
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? cell.name ?? "";
  const isWrong = text !== "" && !IDENTIFIER.test(text);
  const keep = (): void => {
    setTyped(null);
    if (typed === null || isWrong || typed === (cell.name ?? "")) return;
    store.changeCells([cell.id], () => ({ name: typed === "" ? undefined : typed }));
  };
  return (
    <label className={styles.name} data-wrong={isWrong}>
      <span className="visually-hidden">Name of cell {cell.id}</span>
      <input
        value={text}
        placeholder="no name"
        spellCheck={false}
        autoComplete="off"
        aria-invalid={isWrong}
        title={
          isWrong ? "Use letters, digits, _ and $, not a digit first" : "Other cells read it by this name"
        }
        onChange={(event) => setTyped(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === "Enter") keep();
          event.stopPropagation();
        }}
      />
      <span aria-hidden>=</span>
    </label>
  );
}
