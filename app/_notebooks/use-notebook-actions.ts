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
        const made = [];
        const titles = new Set((await notebooks.list.query()).map(({ title }) => title));
        for (const file of files) made.push(await importNotebook(file));
        const again = made.filter(({ title }) => titles.has(title));
        if (again.length > 0) toast(againWords(again.map(({ title }) => title)));
        for (const words of new Set(made.flatMap(({ remarks }) => remarks))) toast.warning(words);
        const [only] = made;
        if (made.length === 1 && only !== undefined) open(only.id);
        else if (made.length > 1) toast(`${made.length} notebooks imported`);
      }),
  };
}

/** Nobody's notebook is written over: whoever imports one for the second time is told where it went. */
function againWords(titles: readonly string[]): string {
  const [only = ""] = titles;
  return titles.length === 1
    ? `There is a notebook called ${only} already; the imported one is new and numbered`
    : `${titles.length} of them have the titles of other notebooks; they are new and numbered`;
}

export type NotebookActions = ReturnType<typeof useNotebookActions>;
