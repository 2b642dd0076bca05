"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { toast } from "sonner";
import type { SyncProgress } from "#server/sync/list-syncs.ts";
import { Button } from "../_ui/button.tsx";
import { formatDuration } from "../_ui/format-number.ts";
import { useTRPC } from "./api.ts";
import styles from "./data.module.css";

const KIND_WORDS = { sync: "", repair: " repair", fill: " gaps" } as const;

/** One fetch: how far it is, what it brought, and a way to stop it. */
export function SyncRow({ sync }: { readonly sync: SyncProgress }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const cancel = useMutation(
    trpc.syncs.cancel.mutationOptions({ onError: ({ message }) => toast.error(message) }),
  );
  const isOver = sync.finishedAt !== null;
  const ended = sync.done + sync.failed;
  useEffect(() => {
    // What came in is in the list of datasets as soon as its symbol is done.
    if (ended > 0) void cache.invalidateQueries({ queryKey: trpc.prices.datasets.queryKey() });
  }, [cache, trpc, ended]);
  return (
    <li className={styles.sync}>
      <span>
        {sync.provider} {sync.timeframe}
        {KIND_WORDS[sync.kind]}
      </span>
      <span>
        {isOver ? null : (
          <progress max={sync.symbols} value={ended} aria-label={`${ended} of ${sync.symbols} symbols`} />
        )}
        <span className={styles.words} aria-live="polite">
          <span>{statusOf(sync)}</span>
          <span>{sync.added.toLocaleString("en-US")} new bars</span>
          {sync.changed > 0 ? <span>{sync.changed.toLocaleString("en-US")} corrected</span> : null}
          {sync.quarantined > 0 ? <span>{sync.quarantined.toLocaleString("en-US")} put aside</span> : null}
        </span>
      </span>
      {isOver ? null : (
        <Button
          disabled={cancel.isPending || sync.status === "cancelling"}
          onClick={() => cancel.mutate({ id: sync.id })}
        >
          Stop
        </Button>
      )}
      {sync.error === null ? null : <span className={styles.failure}>{sync.error}</span>}
      {sync.failures.map(({ symbol, error }) => (
        <span key={symbol} className={styles.failure}>
          {symbol}: {error}
        </span>
      ))}
    </li>
  );
}

function statusOf({ status, done, failed, symbols, etaMs, startedAt, finishedAt }: SyncProgress): string {
  const count = `${done} of ${symbols} ${symbols === 1 ? "symbol" : "symbols"}${failed > 0 ? `, ${failed} failed` : ""}`;
  if (status === "queued") return `${count}, waiting`;
  if (status === "running") return etaMs === null ? count : `${count}, ${formatDuration(etaMs)} left`;
  const took =
    startedAt === null || finishedAt === null ? "" : ` in ${formatDuration(finishedAt - startedAt)}`;
  return `${status === "cancelling" ? "stopping" : status}: ${count}${took}`;
}
