"use client";

import styles from "./live.module.css";
import { usePeopleIn } from "./use-people.ts";

/** Names of the others whose cursor is in a cell. */
export function PeopleInCell({ id }: { id: string }) {
  const people = usePeopleIn(id);
  if (people.length === 0) return null;
  return (
    <span className={styles.here} data-people>
      {people.map(({ peer, name, colour, editing }) => (
        <span key={peer} className={styles.tag} data-person={colour}>
          {name}
          {editing ? " is writing" : ""}
        </span>
      ))}
    </span>
  );
}
