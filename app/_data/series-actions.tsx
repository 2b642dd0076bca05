"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import type { Timeframe } from "#engine/market/bars.ts";
import { Button } from "../_ui/button.tsx";
import { useTRPC } from "./api.ts";
import styles from "./data.module.css";

interface SeriesActionsProps {
  readonly symbol: string;
  readonly timeframe: Timeframe;
}

/** Repair, comparison with another provider, and a person's word for the series. */
export function SeriesActions({ symbol, timeframe }: SeriesActionsProps) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const providers = useQuery(trpc.providers.list.queryOptions());
  const ready = providers.data?.filter((each) => each.ready && each.timeframes.includes(timeframe)) ?? [];
  const [chosen, setChosen] = useState("");
  const [reason, setReason] = useState("");
  const provider = ready.find(({ name }) => name === chosen)?.name ?? ready[0]?.name ?? "";
  const fails = { onError: ({ message }: { readonly message: string }) => toast.error(message) };
  const repair = useMutation(
    trpc.syncs.repair.mutationOptions({
      ...fails,
      onSuccess: ({ gaps }) =>
        toast.success(`${symbol}: fetching ${gaps} ${gaps === 1 ? "gap" : "gaps"} again`),
    }),
  );
  const compare = useMutation(
    trpc.quality.crossCheck.mutationOptions({
      ...fails,
      onSuccess: () =>
        cache.invalidateQueries({ queryKey: trpc.quality.get.queryKey({ symbol, timeframe }) }),
    }),
  );
  const accept = useMutation(
    trpc.quality.accept.mutationOptions({
      ...fails,
      onSuccess: () => {
        setReason("");
        void cache.invalidateQueries({ queryKey: trpc.prices.datasets.queryKey() });
        return cache.invalidateQueries({ queryKey: trpc.quality.get.queryKey({ symbol, timeframe }) });
      },
    }),
  );
  return (
    <div className={styles.actions}>
      <select aria-label="Provider" value={provider} onChange={(event) => setChosen(event.target.value)}>
        {ready.map(({ name, title }) => (
          <option key={name} value={name}>
            {title}
          </option>
        ))}
      </select>
      <Button
        disabled={!provider || repair.isPending}
        onClick={() => repair.mutate({ symbol, timeframe, provider })}
      >
        Repair gaps
      </Button>
      <Button
        disabled={!provider || compare.isPending}
        onClick={() => compare.mutate({ symbol, timeframe, provider })}
      >
        Compare
      </Button>
      <input
        aria-label="Why these data are good enough"
        placeholder="why these data are good enough"
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <Button
        disabled={reason.trim() === "" || accept.isPending}
        onClick={() => accept.mutate({ symbol, timeframe, reason })}
      >
        Accept with reason
      </Button>
    </div>
  );
}
