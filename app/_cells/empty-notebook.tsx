"use client";

import { useNotebook } from "../_notebook/notebook-context.tsx";
import { Button } from "../_ui/button.tsx";
import { STARTERS } from "./starters.ts";
import styles from "./cells.module.css";

/** An empty notebook teaches: each starter is a working set of cells. */
export function EmptyNotebook() {
  const { store, control } = useNotebook();
  const begin = (starter: (typeof STARTERS)[number]) => {
    const ids = starter.cells.map(({ kind, source }, index) => store.insert(index, kind, source));
    if (store.document().title === "") store.setTitle(starter.title);
    store.setFocus(ids[0] ?? null, "command");
    control.run(ids);
  };
  return (
    <section className={styles.empty}>
      <h2>An empty notebook</h2>
      <p>Start from something that runs, or press B for a first cell of your own.</p>
      <div className={styles.starters}>
        {STARTERS.map((starter) => (
          <Button key={starter.title} onClick={() => begin(starter)}>
            {starter.title}
          </Button>
        ))}
      </div>
    </section>
  );
}
