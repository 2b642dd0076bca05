"use client";

import { useNotebook } from "../_notebook/notebook-context.tsx";
import { type Starter, STARTERS } from "../_notebooks/starters.ts";
import { Button } from "../_ui/button.tsx";
import styles from "./cells.module.css";
import { InsertLine } from "./insert-line.tsx";

/** An empty notebook teaches: each starter is a working set of cells. */
export function EmptyNotebook() {
  const { store, control } = useNotebook();
  const begin = (starter: Starter) => {
    const ids = store.insertAll(0, starter.cells);
    if (/^(Untitled( \d+)?)?$/.test(store.document().title)) store.setTitle(starter.title);
    store.setFocus(ids[0] ?? null, "command");
    control.run(ids);
  };
  return (
    <section className={styles.empty}>
      <h2>An empty notebook</h2>
      <p>
        Start from something that runs, begin with a cell of your own below, or paste a notebook file. Every
        key is on the map: press ?
      </p>
      <div className={styles.starters}>
        {STARTERS.map((starter) => (
          <Button key={starter.title} onClick={() => begin(starter)}>
            {starter.title}
          </Button>
        ))}
      </div>
      <InsertLine index={0} last />
    </section>
  );
}
