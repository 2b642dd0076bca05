"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { BadgeCheck, BadgeX, RotateCw } from "lucide-react";
import { toast } from "sonner";
import type { TrialRepeat } from "#server/studies/repeat-trial.ts";
import { useTRPC } from "../_data/api.ts";
import styles from "../_reproduce/reproduce.module.css";
import { Button } from "../_ui/button.tsx";

/** While a worker is at it. */
const LOOK_MS = 1_000;
const OPEN: readonly string[] = ["asked", "queued"];

/** Runs a trial once more on the server, by its own code, engine and bars, and says whether the bits are the same. */
export function RepeatTrial({ trial }: { trial: { id: string; window: number; number: number } }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { data: repeat } = useQuery({
    ...trpc.studies.repeated.queryOptions(trial),
    refetchInterval: ({ state }) => (OPEN.includes(state.data?.status ?? "") ? LOOK_MS : false),
  });
  const ask = useMutation(
    trpc.studies.repeat.mutationOptions({
      onSuccess: (asked) => queries.setQueryData(trpc.studies.repeated.queryKey(trial), asked),
      onError: (error) => void toast.error(error.message),
    }),
  );
  if (!repeat) return null;
  const isRunning = OPEN.includes(repeat.status);
  return (
    <section className={styles.panel} aria-label="Run again">
      <Button disabled={isRunning || ask.isPending} onClick={() => ask.mutate(trial)}>
        <RotateCw size={13} aria-hidden /> Run its trial again
      </Button>
      <p role="status">
        <RepeatWords repeat={repeat} />
      </p>
    </section>
  );
}

function RepeatWords({
  repeat: { status, same, savedHash, resultHash, error, endedAt },
}: {
  repeat: TrialRepeat;
}) {
  if (status === "none") return "Nobody has run it again yet.";
  if (status === "asked") return "Waits for a worker…";
  if (status === "queued") return "Running on the server, by the code, engine and prices of its study…";
  if (same === null) return <span className={styles.trouble}>{error ?? "it did not come to an end"}</span>;
  const day = endedAt === null ? "" : ` on ${new Date(endedAt).toISOString().slice(0, 10)}`;
  return (
    <span className={styles.verdict} data-same={same}>
      {same ? <BadgeCheck size={16} aria-hidden /> : <BadgeX size={16} aria-hidden />} Run again{day}:{" "}
      {same ? "bit for bit the same." : "another result came of it."}
      <code>
        {same ? savedHash.slice(0, 12) : `${savedHash.slice(0, 12)} ≠ ${(resultHash ?? "").slice(0, 12)}`}
      </code>
    </span>
  );
}
