"use client";

import type { ReactNode } from "react";
import type { NotebookCell } from "#engine/notebook/document.ts";
import type { CellChange, CellField } from "#engine/notebook/versions/notebook-diff.ts";
import { kindLabel } from "../_cells/cell-kinds.ts";
import styles from "./diff.module.css";
import { LineTable } from "./line-table.tsx";

const WORDS: Record<CellChange["kind"], string> = {
  same: "Unchanged",
  added: "Added",
  removed: "Removed",
  changed: "Changed",
};

/** What became of one cell: what kind of change, then its text line by line. */
export function CellDiff({ change, aside }: { change: CellChange; aside?: ReactNode }) {
  const { cellId, kind, moved, before, after, fields } = change;
  const cell = after ?? before;
  const words = kind === "same" && moved ? "Moved" : moved ? `${WORDS[kind]}, moved` : WORDS[kind];
  const text = kind !== "same" && (before?.source !== after?.source || fields.length === 0);
  return (
    <section className={styles.cell} data-kind={kind} aria-label={`Cell ${nameOf(cell)}: ${words}`}>
      <header>
        <strong>{words}</strong>
        <span>{nameOf(cell)}</span>
        <code>{cellId}</code>
        {aside}
      </header>
      <Settings change={change} />
      {text ? (
        <LineTable
          before={before?.source ?? ""}
          after={after?.source ?? ""}
          label={`Text of cell ${cellId}`}
        />
      ) : null}
    </section>
  );
}

/** Kind and first words, or the name, by which a person knows the cell. */
function nameOf(cell: NotebookCell | undefined): string {
  if (!cell) return "";
  if (cell.name) return `${kindLabel(cell.kind)} ${cell.name}`;
  const [line = ""] = cell.source.trim().split("\n");
  const words = line.replace(/^[#/*\s]+/, "").slice(0, 60);
  return words === "" ? kindLabel(cell.kind) : `${kindLabel(cell.kind)}: ${words}`;
}

const FIELDS: Partial<Record<CellField, string>> = { kind: "Language", name: "Name", run: "Runs" };

/** What changed besides the text. */
function Settings({ change: { before, after, fields } }: { change: CellChange }) {
  const own = fields.filter((field): field is "kind" | "name" | "run" => field in FIELDS);
  if (own.length === 0)
    return fields.includes("look") && fields.length === 1 ? <p>Folded or unfolded</p> : null;
  return (
    <ul>
      {own.map((field) => (
        <li key={field}>
          {FIELDS[field]}: <del>{before?.[field] ?? "none"}</del> to <ins>{after?.[field] ?? "none"}</ins>
        </li>
      ))}
    </ul>
  );
}
