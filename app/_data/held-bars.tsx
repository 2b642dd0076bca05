"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import type { Timeframe } from "#engine/market/bars.ts";
import type { SeriesQuality } from "#server/quality/get-series-quality.ts";
import { Button } from "../_ui/button.tsx";
import { formatDate } from "../_ui/format-number.ts";
import { useTRPC } from "./api.ts";
import styles from "./data.module.css";

interface HeldBarsProps {
  readonly held: SeriesQuality["held"];
  readonly symbol: string;
  readonly timeframe: Timeframe;
}

/** Bars that were put aside, each with the reason and what can be done with it. */
export function HeldBars({ held, symbol, timeframe }: HeldBarsProps) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const decide = useMutation(
    trpc.quality.decide.mutationOptions({
      onError: ({ message }) => toast.error(message),
      onSettled: () =>
        cache.invalidateQueries({ queryKey: trpc.quality.get.queryKey({ symbol, timeframe }) }),
    }),
  );
  return (
    <section>
      <h3>Put aside</h3>
      <ul>
        {held.slice(0, 20).map(({ id, time, open, high, low, close, reason, status }) => (
          <li key={id} className={styles.actions}>
            <span>
              {time === null ? "no time" : formatDate(time)} {open} {high} {low} {close}: {reason}
            </span>
            {status === "held" ? (
              <>
                <Button
                  disabled={decide.isPending}
                  onClick={() =>
                    decide.mutate({ id, decision: "mend", reason: `widened: ${reason}`.slice(0, 500) })
                  }
                >
                  Widen and store
                </Button>
                <Button
                  disabled={decide.isPending}
                  onClick={() => decide.mutate({ id, decision: "drop", reason: reason.slice(0, 500) })}
                >
                  Drop
                </Button>
              </>
            ) : (
              <em>{status}</em>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
