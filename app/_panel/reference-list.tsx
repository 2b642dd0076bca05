"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { useNotebook } from "../_notebook/notebook-context.tsx";
import type { ReferenceChapter, ReferenceEntry } from "../_reference/reference-entry.ts";
import { searchReference } from "../_reference/search-reference.ts";
import { IconButton } from "../_ui/button.tsx";
import styles from "./panel.module.css";

/** Entries shown at once; further ones are a word of the search away. */
const SHOWN = 40;

async function loadReference(): Promise<readonly ReferenceChapter[]> {
  const response = await fetch("/api/reference");
  if (!response.ok) throw new Error(`reference: the server answers ${response.status}; reload the page`);
  return (await response.json()) as readonly ReferenceChapter[];
}

/** The reference beside the notebook: each entry's example goes in below the cursor with one click. */
export function ReferenceList() {
  const [words, setWords] = useState("");
  const needle = useDeferredValue(words);
  const { data, error } = useQuery({ queryKey: ["reference"], queryFn: loadReference, staleTime: Infinity });
  const found = searchReference(data ?? [], needle).flatMap(({ name, entries }) =>
    entries.map((entry) => ({ chapter: name, entry })),
  );
  return (
    <div className={styles.reference}>
      <input
        type="search"
        placeholder="Search the reference"
        aria-label="Search the reference"
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      {error ? <p className={styles.hint}>{error.message}</p> : null}
      {data && found.length === 0 ? <p className={styles.hint}>Nothing has these words.</p> : null}
      <ul>
        {found.slice(0, SHOWN).map(({ chapter, entry }) => (
          <EntryRow key={`${chapter} ${entry.kind}`} chapter={chapter} entry={entry} />
        ))}
      </ul>
      {found.length > SHOWN ? (
        <p className={styles.hint}>and {found.length - SHOWN} more: add a word</p>
      ) : null}
    </div>
  );
}

function EntryRow({ chapter, entry }: { chapter: string; entry: ReferenceEntry }) {
  const { store } = useNotebook();
  const { kind, title, description, example, call, signature } = entry;
  const insert = (source: string) => store.insert(store.indexOf(store.focus().cellId) + 1, "ts", source);
  return (
    <li>
      <details>
        <summary>
          <span>{title}</span> <small>{chapter}</small>
        </summary>
        <p>{description}</p>
        <code>{signature ?? call ?? kind}</code>
      </details>
      {example === null ? null : (
        <IconButton label={`Insert an example of ${title}`} onClick={() => insert(example)}>
          <Plus size={14} aria-hidden />
        </IconButton>
      )}
    </li>
  );
}
