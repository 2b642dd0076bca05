"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { createApiClient } from "../_data/api.ts";
import { useNotebook } from "../_notebook/notebook-context.tsx";
import { ago } from "../_notebooks/arrange-notebooks.ts";
import { eventWords } from "./event-words.ts";
import styles from "./talk.module.css";
import { useOthersMs } from "./use-others.ts";

/** What happened to this notebook, newest first. */
export function ActivityList() {
  const { id } = useNotebook();
  const [now] = useState(() => Date.now());
  const events = useQuery({
    queryKey: ["activity", id],
    queryFn: () => createApiClient().activity.notebook.query({ id }),
    refetchInterval: useOthersMs(),
  });
  if (events.error) return <p className={styles.hint}>{events.error.message}</p>;
  return (
    <ol className={styles.events}>
      {(events.data ?? []).map((event) => (
        <li key={event.id}>
          {eventWords(event)} <time dateTime={event.createdAt}>{ago(event.createdAt, now)}</time>
        </li>
      ))}
    </ol>
  );
}
