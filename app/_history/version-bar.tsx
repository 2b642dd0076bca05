"use client";

import { RotateCcw, Tag } from "lucide-react";
import { useState } from "react";
import { useNotebook } from "../_notebook/notebook-context.tsx";
import { Button } from "../_ui/button.tsx";
import type { ComparedPair } from "./history-sheet.tsx";
import styles from "./history.module.css";
import { type ListedRevision, revisionTime, revisionTitle } from "./revision-words.ts";

/** Which versions are compared, and what can be done with the later one. */
export function VersionBar({
  revisions,
  pair,
  chosen,
  onPair,
  onName,
  onRestore,
}: {
  revisions: readonly ListedRevision[];
  pair: ComparedPair;
  chosen: ListedRevision;
  onPair: (pair: ComparedPair) => void;
  onName: (name: string | null) => void;
  onRestore: () => void;
}) {
  const { rights } = useNotebook();
  const newest = chosen.number === revisions[0]?.number;
  return (
    <div className={styles.bar}>
      <label>
        From
        <VersionSelect
          revisions={revisions}
          value={pair.before}
          onChange={(before) => onPair({ ...pair, before })}
        />
      </label>
      <label>
        to
        <VersionSelect
          revisions={revisions}
          value={pair.after}
          onChange={(after) => onPair({ ...pair, after })}
        />
      </label>
      <span className={styles.grow} />
      {rights === "edit" ? (
        <>
          <NameField key={`${chosen.number} ${chosen.name}`} name={chosen.name} onName={onName} />
          <Button disabled={newest} onClick={onRestore}>
            <RotateCcw size={13} aria-hidden /> {newest ? "This is the newest" : "Restore this version"}
          </Button>
        </>
      ) : null}
    </div>
  );
}

function VersionSelect({
  revisions,
  value,
  onChange,
}: {
  revisions: readonly ListedRevision[];
  value: number;
  onChange: (number: number) => void;
}) {
  const listed = revisions.some(({ number }) => number === value);
  return (
    <select value={value} onChange={(event) => onChange(Number(event.target.value))}>
      {listed ? null : <option value={value}>Version {value}</option>}
      {revisions.map((revision) => (
        <option key={revision.number} value={revision.number}>
          {revision.number}. {revisionTitle(revision)}, {revisionTime(revision)}
        </option>
      ))}
    </select>
  );
}

/** Names a version: Enter keeps the name, an empty one takes it away. */
function NameField({ name, onName }: { name: string | null; onName: (name: string | null) => void }) {
  const [text, setText] = useState(name ?? "");
  const wanted = text.trim() === "" ? null : text.trim();
  return (
    <form
      className={styles.name}
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted !== name) onName(wanted);
      }}
    >
      <input
        aria-label="Name of this version"
        placeholder="Name this version"
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" disabled={wanted === name}>
        <Tag size={13} aria-hidden /> {wanted === null && name !== null ? "Take the name away" : "Name"}
      </Button>
    </form>
  );
}
