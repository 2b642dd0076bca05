"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useSubscription } from "@trpc/tanstack-react-query";
import { Dices, Square } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { useTRPC } from "../_data/api.ts";
import { Button } from "../_ui/button.tsx";
import { formatNumber } from "../_ui/format-number.ts";
import { ProgressBar } from "./progress-bar.tsx";
import own from "./studies.module.css";

/** Markets that may be asked for: so many tell p-values of about 0.02, 0.005 and 0.001. */
const MARKETS = [50, 200, 1_000] as const;
/** Should the line have been closed: the page looks by itself. */
const LOOK_MS = 10_000;

/** The permutation test of a finished study: the whole search again on markets without what it looks for, and how often it found as much. */
export function PermutationPanel({ id }: { id: string }) {
  const { found, permute, stop } = usePermutation(id);
  const [markets, setMarkets] = useState<number>(200);
  if (!found) return null;
  const { asked, done, failed, error, test } = found;
  const isRunning = done + failed < asked;
  return (
    <section aria-label="Permutation test" className={own.panel}>
      <header className={own.facts}>
        <strong>Permutation test</strong>
        <span>
          The whole search again on markets whose moves come in another order: how often is as much found?
        </span>
      </header>
      {asked > 0 ? (
        <p className={own.facts} aria-live="polite">
          <ProgressBar
            study={{ status: isRunning ? "running" : "completed", planned: asked, done, failed }}
            label="Permuted markets that were searched"
          />
          {test ? <PValue test={test} /> : null}
        </p>
      ) : null}
      {error ? <p className={own.problem}>{error}</p> : null}
      <p className={own.facts}>
        {isRunning ? (
          <Button onClick={stop}>
            <Square size={14} aria-hidden /> Stop the test
          </Button>
        ) : (
          <>
            <label>
              Markets in all{" "}
              <select value={markets} onChange={({ target }) => setMarkets(Number(target.value))}>
                {MARKETS.map((count) => (
                  <option key={count} value={count}>
                    {formatNumber(count, "count")}
                  </option>
                ))}
              </select>
            </label>
            <Button disabled={markets <= asked} onClick={() => permute(markets)}>
              <Dices size={14} aria-hidden /> {asked === 0 ? "Run permutation test" : "Run more markets"}
            </Button>
          </>
        )}
      </p>
    </section>
  );
}

function PValue({ test }: { test: { pValue: number; asGood: number; markets: number } }) {
  const { pValue, asGood, markets } = test;
  return (
    <>
      <strong>p {pValue < 0.001 ? "< 0.001" : pValue.toFixed(3)}</strong>
      <span>
        {formatNumber(asGood, "count")} of {formatNumber(markets, "count")} markets gave as much;{" "}
        {pValue <= 0.05 ? "luck is a poor explanation" : "luck explains it"}
      </span>
    </>
  );
}

function usePermutation(id: string) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const found = useQuery({
    ...trpc.studies.permutation.queryOptions({ id }),
    refetchInterval: ({ state: { data } }) =>
      data && data.done + data.failed < data.asked ? LOOK_MS : false,
  });
  const refresh = (): void =>
    void queries.invalidateQueries({ queryKey: trpc.studies.permutation.queryKey({ id }) });
  const isOpen = found.data !== undefined && found.data.done + found.data.failed < found.data.asked;
  useSubscription(trpc.studies.follow.subscriptionOptions({ id }, { enabled: isOpen, onData: refresh }));
  const options = {
    onSuccess: () => queries.invalidateQueries({ queryKey: trpc.studies.permutation.queryKey({ id }) }),
    onError: (error: { message: string }) => void toast.error(error.message),
  };
  const permute = useMutation(trpc.studies.permute.mutationOptions(options));
  const stop = useMutation(trpc.studies.stopPermuting.mutationOptions(options));
  return {
    found: found.data,
    permute: (markets: number) => permute.mutate({ id, markets }),
    stop: () => stop.mutate({ id }),
  };
}
