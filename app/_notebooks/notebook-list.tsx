"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus, Trash2, Upload } from "lucide-react";
import { useRef, useState } from "react";
import { NOTEBOOK_FILES } from "#engine/notebook/formats/read-file.ts";
import { useTRPC } from "../_data/api.ts";
import { Button } from "../_ui/button.tsx";
import { ListTable } from "../_ui/list-table.tsx";
import page from "../_ui/page.module.css";
import { type Arrangement, arrangeNotebooks, type SortKey, tagsInUse } from "./arrange-notebooks.ts";
import { BinList } from "./bin-list.tsx";
import { ExampleBook } from "./example-book.tsx";
import { NotebookRow } from "./notebook-row.tsx";
import styles from "./notebooks.module.css";
import { StarterGallery } from "./starter-gallery.tsx";
import { type NotebookActions, useNotebookActions } from "./use-notebook-actions.ts";

/** All notebooks: search, tags, order, the bin, and ways to begin a new one. */
export function NotebookList() {
  const trpc = useTRPC();
  const notebooks = useQuery(trpc.notebooks.list.queryOptions());
  const actions = useNotebookActions();
  const [arrangement, setArrangement] = useState<Arrangement>({ words: "", tag: null, sort: "updated" });
  const [place, setPlace] = useState<"list" | "bin">("list");
  const [choosing, setChoosing] = useState(false);
  const [now] = useState(() => Date.now());
  const drop = useFileDrop(actions);
  const all = notebooks.data ?? [];
  const change = (part: Partial<Arrangement>) => setArrangement((old) => ({ ...old, ...part }));
  return (
    <div className={page.page} {...drop}>
      <div className={page.inner}>
        <header className={page.head}>
          <h1>Notebooks</h1>
          <input
            type="search"
            placeholder="Search titles and tags"
            aria-label="Search notebooks"
            value={arrangement.words}
            onChange={(event) => change({ words: event.target.value })}
          />
          <ImportButton actions={actions} />
          <Button tone="accent" aria-expanded={choosing} onClick={() => setChoosing(!choosing)}>
            <Plus size={14} aria-hidden /> New notebook
          </Button>
        </header>
        {choosing || (notebooks.data?.length === 0 && place === "list") ? (
          <StarterGallery onChoose={(source) => void actions.create(source)} />
        ) : null}
        <nav className={styles.filters} aria-label="Tags and order">
          <TagFilter tags={tagsInUse(all)} chosen={arrangement.tag} onChoose={(tag) => change({ tag })} />
          <label>
            Sort by
            <select
              value={arrangement.sort}
              onChange={(event) => change({ sort: event.target.value as SortKey })}
            >
              <option value="updated">Last edited</option>
              <option value="ran">Last run</option>
              <option value="title">Title</option>
            </select>
          </label>
          <Button aria-pressed={place === "bin"} onClick={() => setPlace(place === "bin" ? "list" : "bin")}>
            <Trash2 size={13} aria-hidden /> Bin
          </Button>
        </nav>
        {notebooks.error ? <p className={page.problem}>{notebooks.error.message}</p> : null}
        {place === "bin" ? <BinList actions={actions} now={now} /> : null}
        {place === "list" && notebooks.data ? (
          <NotebookTable
            rows={arrangeNotebooks(all, arrangement)}
            empty={all.length === 0}
            now={now}
            actions={actions}
            onTag={(tag) => change({ tag })}
          />
        ) : null}
        {place === "list" ? <ExampleBook /> : null}
      </div>
    </div>
  );
}

function NotebookTable({
  rows,
  empty,
  now,
  actions,
  onTag,
}: {
  rows: ReturnType<typeof arrangeNotebooks>;
  empty: boolean;
  now: number;
  actions: NotebookActions;
  onTag: (tag: string) => void;
}) {
  if (rows.length === 0) {
    const words = empty
      ? "No notebooks yet: choose a starter above, or drop a file here (.nb.ts, .ipynb, .md, .sql, or HTML exported from here)."
      : "No notebook has these words and this tag.";
    return <p className={page.quiet}>{words}</p>;
  }
  const owned = rows.some(({ owner }) => owner !== null);
  return (
    <ListTable
      heads={["Title", "Last backtest", "Edited", "Ran", ...(owned ? ["Owner"] : [])]}
      className={styles.table}
    >
      {rows.map((notebook) => (
        <NotebookRow
          key={notebook.id}
          owned={owned}
          notebook={notebook}
          now={now}
          actions={actions}
          onTag={onTag}
        />
      ))}
    </ListTable>
  );
}

function TagFilter({
  tags,
  chosen,
  onChoose,
}: {
  tags: readonly string[];
  chosen: string | null;
  onChoose: (tag: string | null) => void;
}) {
  return (
    <span className={styles.tags} role="group" aria-label="Tags">
      {tags.slice(0, 12).map((tag) => (
        <button
          key={tag}
          type="button"
          className={styles.tag}
          aria-pressed={tag === chosen}
          onClick={() => onChoose(tag === chosen ? null : tag)}
        >
          {tag}
        </button>
      ))}
    </span>
  );
}

function ImportButton({ actions }: { actions: NotebookActions }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button onClick={() => input.current?.click()}>
        <Upload size={14} aria-hidden /> Import
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept={NOTEBOOK_FILES.join(",")}
        aria-label="Files to import as notebooks"
        onChange={(event) => {
          void actions.take([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
    </>
  );
}

/** Files that are dropped anywhere on the list become notebooks. */
function useFileDrop(actions: NotebookActions) {
  const [over, setOver] = useState(false);
  return {
    "data-drop": over || undefined,
    onDragOver: (event: React.DragEvent) => {
      if (!event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: React.DragEvent) => {
      event.preventDefault();
      setOver(false);
      void actions.take([...event.dataTransfer.files]);
    },
  };
}
