"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "../_ui/button.tsx";
import page from "../_ui/page.module.css";
import { useTRPC } from "./api.ts";
import styles from "./data.module.css";
import { formText, symbolsIn } from "./form-text.ts";
import { SyncRow } from "./sync-row.tsx";
import { useSyncs } from "./use-syncs.ts";

const YEARS = [1, 2, 4, 10, 20] as const;

/** Fetches prices from a provider, and shows how far each fetch is. */
export function SyncPanel() {
  const trpc = useTRPC();
  const providers = useQuery(trpc.providers.list.queryOptions());
  const syncs = useSyncs();
  const [provider, setProvider] = useState("");
  const start = useMutation(trpc.syncs.start.mutationOptions());
  const ready = providers.data?.filter((each) => each.ready) ?? [];
  const chosen = ready.find(({ name }) => name === provider) ?? ready[0];
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const to = Date.now();
    start.mutate({
      provider: chosen?.name ?? "",
      symbols: symbolsIn(formText(form, "symbols")),
      timeframe: chosen?.timeframes.find((each) => each === formText(form, "timeframe")) ?? "1d",
      from: Math.round(to - Number(formText(form, "years")) * 365.25 * 86_400_000),
    });
  };
  const missing = providers.data?.filter((each) => !each.ready).map((each) => each.missing) ?? [];
  return (
    <section aria-label="Fetch from a provider">
      <form className={`${page.form} ${styles.form}`} onSubmit={submit}>
        <label>
          Fetch from
          <select value={chosen?.name ?? ""} onChange={(event) => setProvider(event.target.value)}>
            {ready.map(({ name, title }) => (
              <option key={name} value={name}>
                {title}
              </option>
            ))}
          </select>
        </label>
        <label>
          Symbols
          <textarea name="symbols" required rows={1} placeholder="AAPL, MSFT, BRK.B" spellCheck={false} />
        </label>
        <label>
          Length of a bar
          <select name="timeframe" key={chosen?.name} defaultValue="1d">
            {chosen?.timeframes.map((timeframe) => (
              <option key={timeframe}>{timeframe}</option>
            ))}
          </select>
        </label>
        <label>
          Years
          <select name="years" defaultValue="4">
            {YEARS.map((years) => (
              <option key={years}>{years}</option>
            ))}
          </select>
        </label>
        <Button type="submit" tone="accent" disabled={!chosen || start.isPending}>
          Fetch
        </Button>
        {start.error ? (
          <p className={page.problem} role="alert">
            {start.error.message}
          </p>
        ) : null}
        {missing.length > 0 ? (
          <small className={page.quiet}>
            More providers: set {missing.join(", ")} where the server starts.
          </small>
        ) : null}
      </form>
      <ul className={styles.syncs} aria-label="Latest fetches">
        {syncs.map((sync) => (
          <SyncRow key={sync.id} sync={sync} />
        ))}
      </ul>
    </section>
  );
}
