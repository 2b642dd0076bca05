"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useMe } from "../_account/use-me.ts";
import { createApiClient, useTRPC } from "../_data/api.ts";
import { rerun, type RepeatableRun, type RerunOutcome } from "./rerun.ts";

/** A run that is being repeated, and what came of it. */
export interface Rerun {
  readonly outcome: RerunOutcome | undefined;
  readonly problem: string | null;
  readonly isRunning: boolean;
  readonly start: () => void;
  readonly stop: () => void;
}

/** Repeats a saved run when asked to, and notes on the server what came of it. It ends with the page. */
export function useRerun(run: RepeatableRun): Rerun {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const me = useMe();
  // Viewers may repeat a run, and not write down what came of it: the mark is then theirs to see only.
  const mayNote = me?.mode !== "person" || me.workspace?.role !== "viewer";
  const under = useRef<AbortController | null>(null);
  useEffect(() => () => under.current?.abort(), []);
  const work = useMutation({
    mutationFn: async () => {
      under.current = new AbortController();
      const outcome = await rerun(run, under.current.signal);
      if (outcome.resultHash !== null && mayNote) await note(run.id, outcome.resultHash);
      return outcome;
    },
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: trpc.runs.pathKey() });
      void queries.invalidateQueries({ queryKey: trpc.strategies.pathKey() });
    },
  });
  return {
    outcome: work.data,
    problem: work.error?.message ?? null,
    isRunning: work.isPending,
    start: () => work.mutate(),
    stop: () => under.current?.abort(),
  };
}

/** Being not written down is no reason to withhold what came of it. */
async function note(id: string, resultHash: string): Promise<void> {
  await createApiClient()
    .runs.noteRerun.mutate({ id, resultHash })
    .catch(() => undefined);
}
