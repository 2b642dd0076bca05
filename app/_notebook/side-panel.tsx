"use client";

import { Tabs } from "@base-ui/react/tabs";
import { useSyncExternalStore } from "react";
import type { NotebookDocument } from "#engine/notebook/document.ts";
import { useNotebook } from "./notebook-context.tsx";
import styles from "./notebook.module.css";

/** What the notebook contains: its headings and its names. */
export function SidePanel() {
  return (
    <aside className={styles.panel} aria-label="About this notebook">
      <Tabs.Root defaultValue="outline">
        <Tabs.List className={styles.panelTabs}>
          <Tabs.Tab value="outline">Outline</Tabs.Tab>
          <Tabs.Tab value="names">Variables</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="outline">
          <Outline />
        </Tabs.Panel>
        <Tabs.Panel value="names">
          <Variables />
        </Tabs.Panel>
      </Tabs.Root>
    </aside>
  );
}

/** Headings of the markdown cells, in page order. */
export function headings(document: NotebookDocument): { cellId: string; level: number; text: string }[] {
  return document.cells
    .filter((cell) => cell.kind === "md")
    .flatMap((cell) =>
      [...cell.source.matchAll(/^(#{1,4})\s+(.+)$/gm)].map((match) => ({
        cellId: cell.id,
        level: match[1]?.length ?? 1,
        text: match[2] ?? "",
      })),
    );
}

function Outline() {
  const { store } = useNotebook();
  const document = useSyncExternalStore(store.subscribe, store.document, store.document);
  const found = headings(document);
  if (found.length === 0) return <p className={styles.hint}>Headings of markdown cells appear here.</p>;
  return (
    <ul className={styles.outline}>
      {found.map(({ cellId, level, text }, index) => (
        <li key={`${cellId}-${index}`} style={{ paddingLeft: (level - 1) * 12 }}>
          <button type="button" onClick={() => store.setFocus(cellId, "command")}>
            {text}
          </button>
        </li>
      ))}
    </ul>
  );
}

function Variables() {
  const { store, states } = useNotebook();
  const all = useSyncExternalStore(states.subscribe, states.all, states.all);
  const rows = [...all.values()].flatMap((state) =>
    state.defines.map((name) => ({
      name,
      cellId: state.cellId,
      readers: [...all.values()].filter((other) => other.reads.includes(name)).length,
    })),
  );
  if (rows.length === 0) return <p className={styles.hint}>Names that cells define appear here.</p>;
  return (
    <table className={styles.names}>
      <thead>
        <tr>
          <th>Name</th>
          <th>Cell</th>
          <th className="numeric">Read by</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.cellId}-${row.name}`}>
            <td>
              <code>{row.name}</code>
            </td>
            <td>
              <button type="button" onClick={() => store.setFocus(row.cellId, "command")}>
                {row.cellId}
              </button>
            </td>
            <td className="numeric">{row.readers}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
