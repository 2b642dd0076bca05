"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useDeferredValue, useMemo, useState } from "react";
import { toast } from "sonner";
import { printNotebook } from "#engine/notebook/percent-format.ts";
import { useTRPC } from "../_data/api.ts";
import { Button } from "../_ui/button.tsx";
import page from "../_ui/page.module.css";
import { EntryCard } from "./entry-card.tsx";
import styles from "./reference.module.css";
import type { ReferenceChapter, ReferenceEntry } from "./reference-entry.ts";
import { searchReference } from "./search-reference.ts";

/** Every function and block by chapter, found by any of its words; each opens in a notebook of its own. */
export function ReferenceScreen({ chapters }: { chapters: readonly ReferenceChapter[] }) {
  const [words, setWords] = useState("");
  const needle = useDeferredValue(words);
  const shown = useMemo(() => searchReference(chapters, needle), [chapters, needle]);
  const count = shown.reduce((sum, { entries }) => sum + entries.length, 0);
  const tryOut = useTryOut();
  return (
    <div className={page.page}>
      <div className={page.inner}>
        <header className={page.head}>
          <h1>Reference</h1>
          <span className={page.quiet} role="status">
            {count} {count === 1 ? "entry" : "entries"}
          </span>
          <input
            type="search"
            placeholder="Search"
            aria-label="Search the reference"
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        </header>
        <nav className={styles.stages} aria-label="Chapters">
          {shown.map(({ name, entries }) => (
            <a key={name} href={`#${name}`}>
              {name} <small>{entries.length}</small>
            </a>
          ))}
        </nav>
        {shown.map(({ name, entries }) => (
          <section key={name} id={name}>
            <h2 className={styles.stage}>{name}</h2>
            {entries.map((entry) => (
              <EntryCard
                key={entry.kind}
                entry={entry}
                action={<Button onClick={() => tryOut(entry)}>Try it in a notebook</Button>}
              />
            ))}
          </section>
        ))}
        {count === 0 ? <p className={page.quiet}>Nothing has these words.</p> : null}
      </div>
    </div>
  );
}

/** Opens an entry's example as a new notebook. */
function useTryOut(): (entry: ReferenceEntry) => void {
  const trpc = useTRPC();
  const router = useRouter();
  const create = useMutation(
    trpc.notebooks.create.mutationOptions({
      onSuccess: ({ id }) => router.push(`/notebooks/${id}`),
      onError: (error) => toast.error(error.message),
    }),
  );
  return ({ title, description, example }) => {
    if (example === null) return;
    const cells = [
      { id: "about", kind: "md" as const, source: `# ${title}\n\n${description}` },
      { id: "example", kind: "ts" as const, source: example },
    ];
    create.mutate({ source: printNotebook({ title, cells }), freeTitle: true });
  };
}
