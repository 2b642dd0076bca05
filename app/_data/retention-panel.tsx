import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { TIMEFRAMES } from "#engine/market/bars.ts";
import type { Timeframe } from "#engine/market/bars.ts";
import { Button } from "../_ui/button.tsx";
import { formatDate, formatNumber } from "../_ui/format-number.ts";
import page from "../_ui/page.module.css";
import { useTRPC } from "./api.ts";
import styles from "./data.module.css";

const SPANS = [
  [30, "30 days"],
  [90, "90 days"],
  [365, "1 year"],
  [730, "2 years"],
  [1826, "5 years"],
  [3653, "10 years"],
] as const;

/** How long bars are kept, what a rule takes away before it is set, and what has gone. */
export function RetentionPanel() {
  const trpc = useTRPC();
  const retention = useQuery({ ...trpc.retention.list.queryOptions(), refetchInterval: 15_000 });
  return (
    <>
      <p className={page.lead}>
        All bars are kept for good unless a rule says otherwise. A rule takes the old bars of every series of
        its length within a minute, and each day after that; the series get a new data version, and results on
        the old ones can no longer be made again here.
      </p>
      <RuleForm />
      {retention.error ? <p className={page.problem}>{retention.error.message}</p> : null}
      <ul className={styles.syncs} aria-label="Rules of retention">
        {retention.data?.rules.map((rule) => (
          <RuleRow key={rule.timeframe} {...rule} />
        ))}
      </ul>
      {retention.data && retention.data.sweeps.length > 0 ? (
        <table className={page.list} aria-label="What retention took">
          <thead>
            <tr>
              <th>Taken on</th>
              <th>Bars of</th>
              <th>From before</th>
              <th className="numeric">Series</th>
              <th className="numeric">Bars</th>
            </tr>
          </thead>
          <tbody>
            {retention.data.sweeps.map(({ id, sweptAt, timeframe, before, series, bars }) => (
              <tr key={id}>
                <td>{formatDate(sweptAt)}</td>
                <td>{timeframe}</td>
                <td>{formatDate(before)}</td>
                <td className="numeric">{formatNumber(series, "count")}</td>
                <td className="numeric">{formatNumber(bars, "count")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </>
  );
}

function useSaveRule() {
  const trpc = useTRPC();
  const cache = useQueryClient();
  return useMutation(
    trpc.retention.save.mutationOptions({
      onSuccess: () => cache.invalidateQueries({ queryKey: trpc.retention.list.queryKey() }),
    }),
  );
}

function RuleForm() {
  const trpc = useTRPC();
  const [timeframe, setTimeframe] = useState<Timeframe>("1m");
  const [keepDays, setKeepDays] = useState<number>(730);
  const preview = useQuery(trpc.retention.preview.queryOptions({ timeframe, keepDays }));
  const save = useSaveRule();
  return (
    <form
      className={page.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (mayGo(preview.data)) save.mutate({ timeframe, keepDays });
      }}
    >
      <label>
        Bars of
        <select
          value={timeframe}
          onChange={(event) => setTimeframe(TIMEFRAMES.find((each) => each === event.target.value) ?? "1m")}
        >
          {TIMEFRAMES.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      </label>
      <label>
        Keep for
        <select value={keepDays} onChange={(event) => setKeepDays(Number(event.target.value))}>
          {SPANS.map(([days, words]) => (
            <option key={days} value={days}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <Button type="submit" tone="accent" disabled={!preview.data || save.isPending}>
        Set rule
      </Button>
      <p className={styles.preview} role="status">
        {preview.data
          ? goingWords(preview.data)
          : (preview.error?.message ?? "Counting what this would take …")}
      </p>
      {save.error ? (
        <p className={page.problem} role="alert">
          {save.error.message}
        </p>
      ) : null}
    </form>
  );
}

interface Going {
  /** UTC ms. */
  readonly before: number;
  readonly series: number;
  readonly bars: number;
}

/** Asks where anything would go. */
function mayGo(going: Going | undefined): boolean {
  if (going === undefined || going.bars === 0) return true;
  return confirm(`${goingWords(going)} Only a sync or an import can bring them back. Set the rule?`);
}

function goingWords({ before, series, bars }: Going): string {
  if (bars === 0) return `Takes nothing now: no such bar is from before ${formatDate(before)}.`;
  const what = `${formatNumber(bars, "count")} bars of ${formatNumber(series, "count")} series`;
  return `Takes ${what} from before ${formatDate(before)}, for good.`;
}

function RuleRow({
  timeframe,
  keepDays,
  before,
}: {
  readonly timeframe: Timeframe;
  readonly keepDays: number;
  readonly before: number;
}) {
  const save = useSaveRule();
  const words = SPANS.find(([days]) => days === keepDays)?.[1] ?? `${keepDays} days`;
  return (
    <li className={styles.sync}>
      <span>Bars of {timeframe}</span>
      <span className={styles.words}>
        kept for {words}: those from before {formatDate(before)} go
      </span>
      <Button disabled={save.isPending} onClick={() => save.mutate({ timeframe, keepDays: null })}>
        Keep for good
      </Button>
    </li>
  );
}
