"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "../_ui/button.tsx";
import page from "../_ui/page.module.css";
import { useTRPC } from "./api.ts";
import styles from "./data.module.css";
import { formText, symbolsIn } from "./form-text.ts";
import { ProviderSelect, TimeframeSelect, useProviderChoice } from "./provider-fields.tsx";
import { SyncRow } from "./sync-row.tsx";
import { useSyncs } from "./use-syncs.ts";

const YEARS = [1, 2, 4, 10, 20] as const;

/** Fetches prices from a provider, and shows how far each fetch is. */
export function SyncPanel() {
  const trpc = useTRPC();
  const choice = useProviderChoice();
  const { chosen, missing } = choice;
  const universes = useQuery(trpc.universes.list.queryOptions());
  const real = universes.data?.filter(({ synthetic }) => !synthetic) ?? [];
  const [universe, setUniverse] = useState("");
  const syncs = useSyncs();
  const start = useMutation(trpc.syncs.start.mutationOptions());
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const to = Date.now();
    start.mutate({
      provider: chosen?.name ?? "",
      ...(universe === "" ? { symbols: symbolsIn(formText(form, "symbols")) } : { universe }),
      timeframe: choice.timeframeIn(form),
      from: Math.round(to - Number(formText(form, "years")) * 365.25 * 86_400_000),
    });
  };
  return (
    <section aria-label="Fetch from a provider">
      <form className={`${page.form} ${styles.form}`} onSubmit={submit}>
        <ProviderSelect label="Fetch from" choice={choice} />
        {real.length > 0 ? (
          <label>
            Members of
            <select value={universe} onChange={(event) => setUniverse(event.target.value)}>
              <option value="">these symbols</option>
              {real.map(({ name }) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
        ) : null}
        {universe === "" ? (
          <label>
            Symbols
            <textarea name="symbols" required rows={1} placeholder="AAPL, MSFT, BRK.B" spellCheck={false} />
          </label>
        ) : null}
        <TimeframeSelect choice={choice} />
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
