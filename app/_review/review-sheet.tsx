"use client";

import { useState } from "react";
import { useNotebook } from "../_notebook/notebook-context.tsx";
import { ago } from "../_notebooks/arrange-notebooks.ts";
import { Sheet } from "../_ui/sheet.tsx";
import { ReviewView } from "./review-view.tsx";
import styles from "./review.module.css";
import { useSuggestion, useSuggestions } from "./use-suggestions.ts";

const STATUS = { open: "open", accepted: "accepted", declined: "declined", withdrawn: "withdrawn" } as const;

/** Changes that others offer to this notebook: what each says, what it does to cells and results, cell by cell. */
export function ReviewSheet({ onClose }: { onClose: () => void }) {
  const { id } = useNotebook();
  const [now] = useState(() => Date.now());
  const [chosen, setChosen] = useState<string | null>(null);
  const list = useSuggestions(id);
  const all = list.data ?? [];
  const shown = all.find((one) => one.id === chosen) ?? all.find(({ status }) => status === "open") ?? all[0];
  const { data, error } = useSuggestion(id, shown?.id);
  return (
    <Sheet
      open
      wide
      onOpenChange={(open) => open || onClose()}
      title="Suggestions"
      description="Changes that were made in a copy of this notebook. Take over the cells that you want; the rest stays as it is."
    >
      {all.length === 0 && list.isSuccess ? (
        <p className={styles.quiet}>
          Nobody suggests anything yet. Whoever duplicates this notebook can offer their changes from there.
        </p>
      ) : null}
      <ul className={styles.suggestions} aria-label="Suggestions">
        {all.map(({ id: one, author, message, status, createdAt }) => (
          <li key={one}>
            <button
              type="button"
              aria-current={one === shown?.id ? "true" : undefined}
              onClick={() => setChosen(one)}
            >
              <strong>{message || "Without a message"}</strong>
              <span>
                {author ?? "You"}, {ago(createdAt, now)}, {STATUS[status]}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {error ? <p role="alert">{error.message}</p> : null}
      {shown && data?.id === shown.id ? (
        <ReviewView key={shown.id} suggestion={data} summary={shown} onDone={onClose} />
      ) : null}
    </Sheet>
  );
}
