"use client";

import { useQuery } from "@tanstack/react-query";
import { RotateCcw, Trash2 } from "lucide-react";
import { useTRPC } from "../_data/api.ts";
import { Button } from "../_ui/button.tsx";
import { ListTable } from "../_ui/list-table.tsx";
import page from "../_ui/page.module.css";
import { ago } from "./arrange-notebooks.ts";
import styles from "./notebooks.module.css";
import type { NotebookActions } from "./use-notebook-actions.ts";

/** What lies in the bin; nothing leaves it by itself. */
export function BinList({ actions, now }: { actions: NotebookActions; now: number }) {
  const trpc = useTRPC();
  const binned = useQuery(trpc.notebooks.list.queryOptions({ binned: true }));
  if (!binned.data) return null;
  if (binned.data.length === 0) return <p className={page.quiet}>The bin is empty.</p>;
  return (
    <ListTable heads={["Title", "Deleted"]}>
      {binned.data.map(({ id, title, deletedAt }) => (
        <tr key={id}>
          <td>{title}</td>
          <td className={page.quiet}>{deletedAt === null ? "" : ago(deletedAt, now)}</td>
          <td className={styles.actions}>
            <Button onClick={() => void actions.restore(id)}>
              <RotateCcw size={13} aria-hidden /> Restore
            </Button>
            <Button onClick={() => void actions.remove(id)}>
              <Trash2 size={13} aria-hidden /> Delete for good
            </Button>
          </td>
        </tr>
      ))}
    </ListTable>
  );
}
