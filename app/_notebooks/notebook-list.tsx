"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus, Trash2 } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { useTRPC } from "../_data/api.ts";
import { Button, IconButton } from "../_ui/button.tsx";
import styles from "../_ui/page.module.css";
import { ExampleBook } from "./example-book.tsx";

/** All notebooks, newest first, with search and a new one. */
export function NotebookList() {
  const trpc = useTRPC();
  const router = useRouter();
  const [words, setWords] = useState("");
  const notebooks = useQuery(trpc.notebooks.list.queryOptions());
  const create = useMutation(
    trpc.notebooks.create.mutationOptions({
      onSuccess: ({ id }) => router.push(`/notebooks/${id}`),
      onError: (error) => toast.error(error.message),
    }),
  );
  const shown = (notebooks.data ?? []).filter((item) =>
    item.title.toLowerCase().includes(words.toLowerCase()),
  );
  return (
    <div className={styles.page}>
      <div className={styles.inner}>
        <header className={styles.head}>
          <h1>Notebooks</h1>
          <input
            type="search"
            placeholder="Search"
            aria-label="Search notebooks"
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
          <Button tone="accent" disabled={create.isPending} onClick={() => create.mutate({})}>
            <Plus size={14} aria-hidden /> New notebook
          </Button>
        </header>
        {notebooks.error ? <p className={styles.problem}>{notebooks.error.message}</p> : null}
        <table className={styles.list}>
          <thead>
            <tr>
              <th>Title</th>
              <th>Changed</th>
              <th>
                <span className="visually-hidden">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((item) => (
              <NotebookRow key={item.id} id={item.id} title={item.title} updatedAt={item.updatedAt} />
            ))}
          </tbody>
        </table>
        {notebooks.data && shown.length === 0 ? (
          <p className={styles.quiet}>{words ? "No notebook has these words." : "No notebooks yet."}</p>
        ) : null}
        <ExampleBook />
      </div>
    </div>
  );
}

function NotebookRow({ id, title, updatedAt }: { id: string; title: string; updatedAt: string | number }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const refresh = () => cache.invalidateQueries({ queryKey: trpc.notebooks.list.queryKey() });
  const remove = useMutation(
    trpc.notebooks.remove.mutationOptions({
      onSuccess: () => void refresh(),
      onError: (error) => toast.error(error.message),
    }),
  );
  const name = title || "Untitled";
  return (
    <tr>
      <td>
        <Link href={`/notebooks/${id}`}>{name}</Link>
      </td>
      <td className={styles.quiet}>
        {new Date(updatedAt).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" })}
      </td>
      <td className="numeric">
        <IconButton label={`Delete ${name}`} onClick={() => remove.mutate({ id })}>
          <Trash2 size={14} aria-hidden />
        </IconButton>
      </td>
    </tr>
  );
}
