"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { parseNotebook } from "#engine/notebook/percent-format.ts";
import { diffNotebooks, isChanged, type NotebookDiff } from "#engine/notebook/versions/notebook-diff.ts";
import { createApiClient } from "../_data/api.ts";
import { ago } from "../_notebooks/arrange-notebooks.ts";
import { Button } from "../_ui/button.tsx";
import { changeWords } from "./change-words.ts";
import { HistorySheet } from "./history-sheet.tsx";
import styles from "./history.module.css";

/** What became of a notebook since this person last looked, and when that was. */
interface News {
  readonly number: number;
  readonly seenAt: string;
  readonly diff: NotebookDiff;
}

/** Says that others changed a notebook since one last looked, and shows what. Nothing on a first visit or without news. */
export function ChangedNotice({ notebookId, revision }: { notebookId: string; revision: string }) {
  const [now] = useState(() => Date.now());
  const [place, setPlace] = useState<"notice" | "sheet" | "gone">("notice");
  const news = useQuery({
    queryKey: ["news", notebookId, revision],
    queryFn: () => readNews(notebookId, revision),
    staleTime: Infinity,
    gcTime: 0,
    structuralSharing: false,
  });
  if (!news.data || place === "gone") return null;
  const { number, seenAt, diff } = news.data;
  const seen = (next: "sheet" | "gone") => {
    setPlace(next);
    void markSeen(notebookId, revision);
  };
  if (place === "sheet") return <HistorySheet from={number} onClose={() => setPlace("gone")} />;
  return (
    <div className={styles.notice} role="status">
      <span>
        Changed since you last looked, {ago(seenAt, now)}: {changeWords(diff)}.
      </span>
      <Button onClick={() => seen("sheet")}>Show what changed</Button>
      <Button onClick={() => seen("gone")}>Dismiss</Button>
    </div>
  );
}

async function readNews(id: string, revision: string): Promise<News | null> {
  const { notebooks } = createApiClient();
  const last = await notebooks.lastSeen.query({ id });
  if (!last || last.revision === revision) {
    if (!last) await markSeen(id, revision);
    return null;
  }
  const [before, after] = await Promise.all(
    [last.revision, revision].map((hash) => notebooks.get.query({ id, revision: hash })),
  );
  if (!before || !after) return null;
  const diff = diffNotebooks(parseNotebook(before.source), parseNotebook(after.source));
  return isChanged(diff) ? { number: last.number, seenAt: last.seenAt, diff } : null;
}

/** Not knowing how far somebody read costs them a notice; nothing is said about it. */
async function markSeen(id: string, revision: string): Promise<void> {
  await createApiClient()
    .notebooks.markSeen.mutate({ id, revision })
    .catch(() => undefined);
}
