"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import type { Timeframe } from "#engine/market/bars.ts";
import { Button } from "../_ui/button.tsx";
import page from "../_ui/page.module.css";
import { useTRPC } from "./api.ts";
import styles from "./data.module.css";

interface SeriesActionsProps {
  readonly symbol: string;
  readonly timeframe: Timeframe;
}

const fails = { onError: ({ message }: { readonly message: string }) => toast.error(message) };

/** Repair, comparison with another provider, and a person's word for the series. */
export function SeriesActions(props: SeriesActionsProps) {
  return (
    <section className={styles.choices}>
      <FromProvider {...props} />
      <AcceptSeries {...props} />
    </section>
  );
}

function FromProvider({ symbol, timeframe }: SeriesActionsProps) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const providers = useQuery(trpc.providers.list.queryOptions());
  const ready = providers.data?.filter((each) => each.ready && each.timeframes.includes(timeframe)) ?? [];
  const [chosen, setChosen] = useState("");
  const provider = ready.find(({ name }) => name === chosen)?.name ?? ready[0]?.name ?? "";
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
  if (providers.data && ready.length === 0)
    return (
      <p className={page.quiet}>
        No provider with a key has bars of {timeframe}: gaps cannot be fetched, closes not compared.
      </p>
    );
  return (
    <div>
      <h3>Ask a provider</h3>
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
          {compare.isPending ? "Comparing" : "Compare"}
        </Button>
      </div>
      <p className={page.quiet}>
        Repair fetches from the first gap to the last, and stores what is missing. Compare holds closes
        against the provider&apos;s, and stores the count alone.
      </p>
    </div>
  );
}

function AcceptSeries({ symbol, timeframe }: SeriesActionsProps) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const [reason, setReason] = useState("");
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
    <form
      onSubmit={(event) => {
        event.preventDefault();
        accept.mutate({ symbol, timeframe, reason });
      }}
    >
      <h3>Accept it as it is</h3>
      <div className={styles.actions}>
        <input
          aria-label="Why these data are good enough"
          placeholder="why these data are good enough"
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <Button type="submit" disabled={reason.trim() === "" || accept.isPending}>
          Accept with reason
        </Button>
      </div>
      <p className={page.quiet}>
        Your reason stands in the manifest of every run on the series. It holds until later data are worse.
      </p>
    </form>
  );
}
