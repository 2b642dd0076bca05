"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { useTRPC } from "../_data/api.ts";
import type { ListedRun } from "./run-names.ts";

/** Writes notes, and removes runs with a way back. */
export function useRunChanges() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const change = useMutation(
    trpc.runs.change.mutationOptions({
      onSuccess: () =>
        Promise.all(
          [trpc.runs.pathKey(), trpc.strategies.pathKey()].map((queryKey) =>
            queries.invalidateQueries({ queryKey }),
          ),
        ),
      onError: (error) => toast.error(error.message),
    }),
  );
  return {
    note: (run: ListedRun, note: string) => change.mutate({ id: run.id, note }),
    remove: (run: ListedRun) => {
      change.mutate({ id: run.id, removed: true });
      toast(`Removed the run of ${run.strategyName}`, {
        action: { label: "Undo", onClick: () => change.mutate({ id: run.id, removed: false }) },
      });
    },
  };
}
