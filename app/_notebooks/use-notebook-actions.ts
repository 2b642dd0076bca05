"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { createApiClient, useTRPC } from "../_data/api.ts";
import { importNotebook } from "./import-notebook.ts";

/** Everything that can be done to notebooks in a list; troubles are said, the list follows. */
export function useNotebookActions() {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const router = useRouter();
  const { notebooks } = createApiClient();
  const refresh = () => cache.invalidateQueries({ queryKey: trpc.notebooks.list.queryKey() });
  const attempt = async (act: () => Promise<unknown>) => {
    try {
      await act();
    } catch (error) {
      toast.error(error instanceof Error ? error.message : String(error));
    }
    await refresh();
  };
  const open = (id: string) => router.push(`/notebooks/${id}`);
  return {
    create: (source = "") =>
      attempt(async () => open((await notebooks.create.mutate({ source, freeTitle: true })).id)),
    duplicate: (id: string) => attempt(() => notebooks.duplicate.mutate({ id })),
    rename: (id: string, title: string) => attempt(() => notebooks.rename.mutate({ id, title })),
    restore: (id: string) => attempt(() => notebooks.bin.mutate({ id, binned: false })),
    remove: (id: string) => attempt(() => notebooks.remove.mutate({ id })),
    bin: (id: string, title: string) =>
      attempt(async () => {
        await notebooks.bin.mutate({ id, binned: true });
        const undo = () => void attempt(() => notebooks.bin.mutate({ id, binned: false }));
        toast(`${title} is in the bin`, { action: { label: "Undo", onClick: undo } });
      }),
    /** Makes notebooks of files; a single one is opened. */
    take: (files: readonly File[]) =>
      attempt(async () => {
        const ids = [];
        for (const file of files) ids.push(await importNotebook(file));
        if (ids.length === 1 && ids[0] !== undefined) open(ids[0]);
        else if (ids.length > 1) toast(`${ids.length} notebooks imported`);
      }),
  };
}

export type NotebookActions = ReturnType<typeof useNotebookActions>;
