"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { createApiClient } from "../_data/api.ts";
import type { OpenNotebook } from "../_notebook/notebook-context.tsx";
import type { Mentionable } from "./mention-at.ts";
import { useOthersMs } from "./use-others.ts";

const NOBODY: readonly Mentionable[] = [];
/** Who joins within this is offered later. */
const MENTIONABLE_MS = 60_000;

/** A notebook's threads; asked for again now and then, and when one comes back to the window. */
export function useThreads(id: string) {
  return useQuery({
    queryKey: ["comments", id],
    queryFn: () => createApiClient().comments.list.query({ id }),
    retry: false,
    refetchInterval: useOthersMs(),
  });
}

/** Who can be mentioned in a notebook's comments; asked for once a name is begun. */
export function useMentionable(id: string, wanted: boolean): readonly Mentionable[] {
  const { data } = useQuery({
    queryKey: ["mentionable", id],
    queryFn: () => createApiClient().comments.people.query({ id }),
    enabled: wanted,
    staleTime: MENTIONABLE_MS,
    retry: false,
  });
  return data ?? NOBODY;
}

export type Thread = NonNullable<ReturnType<typeof useThreads>["data"]>[number];
export type ListedComment = Thread["answers"][number];

/** What can be done about comments; troubles are said, the list follows. Each says whether it was done. */
export function useCommentActions({ id, autosave }: OpenNotebook) {
  const cache = useQueryClient();
  const { comments } = createApiClient();
  const attempt = async (act: () => Promise<unknown>): Promise<boolean> => {
    try {
      await act();
      return true;
    } catch (error) {
      toast.error(error instanceof Error ? error.message : String(error));
      return false;
    } finally {
      await cache.invalidateQueries({ queryKey: ["comments", id] });
      await cache.invalidateQueries({ queryKey: ["activity", id] });
    }
  };
  return {
    add: (body: string, place: { cellId?: string; threadId?: string }) =>
      attempt(async () => {
        await autosave.flush(); // the comment is about what its author sees
        await comments.add.mutate({ id, body, revision: autosave.revision(), ...place });
      }),
    change: (commentId: string, body: string | null) =>
      attempt(() => comments.change.mutate({ id, commentId, body })),
    resolve: (threadId: string, resolved: boolean) =>
      attempt(() => comments.resolve.mutate({ id, threadId, resolved })),
  };
}
