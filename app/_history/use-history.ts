"use client";

import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { parseNotebook } from "#engine/notebook/percent-format.ts";
import { createApiClient } from "../_data/api.ts";
import type { OpenNotebook } from "../_notebook/notebook-context.tsx";
import { showRevision } from "./show-revision.ts";
import type { ComparedVersion } from "./notebook-diff-view.tsx";

const PAGE = 50;

/** A notebook's versions, page by page, newest first. */
export function useRevisions(id: string) {
  const query = useInfiniteQuery({
    queryKey: ["revisions", id],
    queryFn: ({ pageParam: before }) =>
      createApiClient().notebooks.revisions.query({ id, before, limit: PAGE }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => (page.length < PAGE ? undefined : page.at(-1)?.number),
  });
  return { ...query, revisions: query.data?.pages.flat() ?? [] };
}

/** One version as it can be compared; typing can still change the newest one, so its hash is part of the question. */
export function useVersion(id: string, revision: { number: number; revision: string } | undefined) {
  return useQuery({
    queryKey: ["revision", id, revision?.number, revision?.revision],
    queryFn: () => readVersion(id, revision?.number ?? 1),
    enabled: revision !== undefined,
    staleTime: Infinity,
    structuralSharing: false,
  });
}

async function readVersion(id: string, number: number): Promise<ComparedVersion> {
  const { source, findings } = await createApiClient().notebooks.revision.query({ id, number });
  return { document: parseNotebook(source), findings };
}

/** What can be done to the versions of an open notebook; troubles are said, the list follows. */
export function useHistoryActions(notebook: OpenNotebook) {
  const { id, autosave } = notebook;
  const cache = useQueryClient();
  const { notebooks } = createApiClient();
  const attempt = async (act: () => Promise<void>) => {
    try {
      await act();
    } catch (error) {
      toast.error(error instanceof Error ? error.message : String(error));
    }
    await cache.invalidateQueries({ queryKey: ["revisions", id] });
  };
  return {
    name: (number: number, name: string | null) =>
      attempt(async () => void (await notebooks.nameRevision.mutate({ id, number, name }))),
    restore: (number: number) =>
      attempt(async () => {
        await autosave.flush();
        const base = autosave.revision();
        const { revision } = await notebooks.restore.mutate({ id, number, baseRevision: base });
        await showRevision(notebook, revision);
        toast(`Restored version ${number}; what was there is in the history`);
      }),
  };
}
