"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import type { Timeframe } from "#engine/market/bars.ts";
import type { SeriesQuality } from "#server/quality/get-series-quality.ts";
import { Button } from "../_ui/button.tsx";
import { formatDate, UNDEFINED_MARK } from "../_ui/format-number.ts";
import page from "../_ui/page.module.css";
import { useTRPC } from "./api.ts";
import styles from "./data.module.css";

const SHOWN = 20;

interface HeldBarsProps {
  readonly held: SeriesQuality["held"];
  readonly symbol: string;
  readonly timeframe: Timeframe;
}

/** Bars that were put aside, each with the reason and what can be done with it. */
export function HeldBars({ held, symbol, timeframe }: HeldBarsProps) {
  const decide = useDecision(symbol, timeframe);
  return (
    <section>
      <h3>Put aside</h3>
      <p className={page.quiet}>
        Rows that no market can have made are not in the series. Widening stretches high and low until they
        hold open and close; or drop the row, and fetch its day again below.
      </p>
      <div className={styles.wide}>
        <table className={styles.held} aria-label="Bars that were put aside">
          <thead>
            <tr>
              {["Opens", "Open", "High", "Low", "Close"].map((name, at) => (
                <th key={name} className={at === 0 ? undefined : "numeric"}>
                  {name}
                </th>
              ))}
              <th>Why</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {held.slice(0, SHOWN).map((bar) => (
              <HeldRow key={bar.id} bar={bar} decide={decide} />
            ))}
          </tbody>
        </table>
      </div>
      {held.length > SHOWN ? (
        <p className={page.quiet}>{held.length - SHOWN} more come up as these are decided.</p>
      ) : null}
    </section>
  );
}

function useDecision(symbol: string, timeframe: Timeframe) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  return useMutation(
    trpc.quality.decide.mutationOptions({
      onError: ({ message }) => toast.error(message),
      onSettled: () => {
        void cache.invalidateQueries({ queryKey: trpc.prices.datasets.queryKey() });
        return cache.invalidateQueries({ queryKey: trpc.quality.get.queryKey({ symbol, timeframe }) });
      },
    }),
  );
}

interface HeldRowProps {
  readonly bar: SeriesQuality["held"][number];
  readonly decide: ReturnType<typeof useDecision>;
}

function HeldRow({ bar, decide }: HeldRowProps) {
  const { id, time, open, high, low, close, reason, status } = bar;
  const day = time === null ? UNDEFINED_MARK : formatDate(time);
  return (
    <tr>
      <td>{day}</td>
      {[open, high, low, close].map((price, at) => (
        <td key={at} className="numeric">
          {price}
        </td>
      ))}
      <td className={page.prose}>{reason}</td>
      <td>
        {status === "held" ? (
          <span className={styles.rowActions}>
            {/* What has no price cannot be stretched into a bar. */}
            {Math.min(open, high, low, close) > 0 ? (
              <Button
                aria-label={`Widen and store the bar of ${day}`}
                disabled={decide.isPending}
                onClick={() =>
                  decide.mutate({ id, decision: "mend", reason: `widened: ${reason}`.slice(0, 500) })
                }
              >
                Widen
              </Button>
            ) : null}
            <Button
              aria-label={`Drop the bar of ${day}`}
              disabled={decide.isPending}
              onClick={() => decide.mutate({ id, decision: "drop", reason: reason.slice(0, 500) })}
            >
              Drop
            </Button>
          </span>
        ) : (
          <em className={page.quiet}>{status}</em>
        )}
      </td>
    </tr>
  );
}
