"use client";

import { useNotebook } from "../_notebook/notebook-context.tsx";
import { Hint } from "../_ui/hint.tsx";
import type { Companion } from "./company.ts";
import { initials } from "./initials.ts";
import styles from "./live.module.css";
import { useCompanyStatus, usePeople } from "./use-people.ts";

const MOST = 5;

/** Who else has the notebook open; a click goes to where they are. */
export function PeopleHere() {
  const people = usePeople();
  const status = useCompanyStatus();
  if (people.length === 0) return null;
  return (
    <div
      className={styles.people}
      role="group"
      aria-label="People in this notebook"
      data-away={status === "away"}
    >
      {people.slice(0, MOST).map((person) => (
        <Face key={person.peer} person={person} />
      ))}
      {people.length > MOST ? <span className={styles.more}>+{people.length - MOST}</span> : null}
    </div>
  );
}

function Face({ person }: { person: Companion }) {
  const { store } = useNotebook();
  const words = `${person.name}, ${placeOf(person, store.indexOf(person.cell))}`;
  const goThere = () => {
    if (person.cell !== null) store.setFocus(person.cell, "command");
  };
  return (
    <Hint text={words}>
      <button type="button" aria-label={words} onClick={goThere}>
        <span className={styles.face} data-person={person.colour} aria-hidden>
          {initials(person.name)}
        </span>
      </button>
    </Hint>
  );
}

function placeOf({ editing, mayEdit }: Companion, index: number): string {
  if (index < 0) return mayEdit ? "here" : "reading";
  return `${editing ? "writing" : "looking"} at cell ${index + 1}`;
}
