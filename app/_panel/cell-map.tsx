"use client";

import { useState } from "react";
import { useAllStates, useDocument, useNotebook } from "../_notebook/notebook-context.tsx";
import { plainWords } from "./headings.ts";
import { arcPath, cellArcs, MAP_ROW_PX, relatives } from "./cell-arcs.ts";
import styles from "./panel.module.css";

/** Width of the arcs' side of the map. */
const ARCS_PX = 84;

/** The notebook at a glance: one row per cell, an arc from each cell to those that read it. */
export function CellMap() {
  const { store } = useNotebook();
  const document = useDocument();
  const states = useAllStates();
  const [over, setOver] = useState<string | null>(null);
  const order = store.order();
  const arcs = cellArcs(order, states);
  const near = over === null ? null : relatives(over, arcs);
  const height = order.length * MAP_ROW_PX;
  if (order.length === 0) return <p className={styles.hint}>Cells and what they read appear here.</p>;
  return (
    <div className={styles.map} onPointerLeave={() => setOver(null)}>
      <svg width={ARCS_PX} height={height} aria-hidden>
        {arcs.map((arc) => (
          <path
            key={`${arc.from}-${arc.to}`}
            d={arcPath(store.indexOf(arc.from), store.indexOf(arc.to), ARCS_PX)}
            data-near={over === arc.from ? "child" : over === arc.to ? "parent" : undefined}
          />
        ))}
      </svg>
      <ol>
        {document.cells.map((cell) => (
          <li key={cell.id} style={{ height: MAP_ROW_PX }}>
            <button
              type="button"
              data-status={states.get(cell.id)?.status ?? (cell.kind === "md" ? "text" : "idle")}
              data-near={cell.id === over ? "self" : near?.get(cell.id)}
              onPointerEnter={() => setOver(cell.id)}
              onFocus={() => setOver(cell.id)}
              onClick={() => store.setFocus(cell.id, "command")}
            >
              <span aria-hidden />
              {mapLabel(cell.id, states.get(cell.id)?.defines ?? [], cell.source)}
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** A cell by the names that it defines, else by its first words. */
function mapLabel(id: string, defines: readonly string[], source: string): string {
  if (defines.length > 0) return defines.slice(0, 3).join(", ");
  const first = source.split("\n").find((line) => line.trim() !== "");
  return first === undefined ? id : plainWords(first.replace(/^#+\s*/, "")).slice(0, 40);
}
