"use client";

import styles from "./notebooks.module.css";
import { type Starter, STARTERS, starterSource } from "./starters.ts";

/** Ways to begin: an empty page, or something that runs at once. */
export function StarterGallery({ onChoose }: { onChoose: (source: string) => void }) {
  return (
    <section className={styles.gallery} aria-label="New from a starter">
      <button type="button" onClick={() => onChoose("")}>
        <strong>Empty notebook</strong>
        <span>A blank page, with keys for everything.</span>
      </button>
      {STARTERS.map((starter: Starter) => (
        <button key={starter.title} type="button" onClick={() => onChoose(starterSource(starter))}>
          <strong>{starter.title}</strong>
          <span>{starter.about}</span>
        </button>
      ))}
    </section>
  );
}
