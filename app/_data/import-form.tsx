"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import { TIMEFRAMES } from "#engine/market/bars.ts";
import { Button } from "../_ui/button.tsx";
import styles from "../_ui/page.module.css";
import { useTRPC } from "./api.ts";
import { importCsv } from "./import-csv.ts";

/** Brings in one CSV file; a broken row is named, and nothing of that file is kept. */
export function ImportForm() {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const [problem, setProblem] = useState<string | null>(null);
  const [symbol, setSymbol] = useState("");
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(null);
    const outcome = await importCsv(form);
    setBusy(false);
    if (!outcome.ok) return setProblem(outcome.message);
    toast.success(`${outcome.symbol}: ${outcome.bars.toLocaleString("en-US")} bars imported`);
    await cache.invalidateQueries({ queryKey: trpc.prices.datasets.queryKey() });
  };
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <label>
        CSV with date, open, high, low, close, volume
        <input
          type="file"
          name="file"
          accept=".csv,text/csv"
          required
          onChange={(event) => symbol || setSymbol(symbolOf(event.target.files?.[0]?.name ?? ""))}
        />
      </label>
      <label>
        Symbol
        <input
          name="symbol"
          required
          maxLength={40}
          value={symbol}
          onChange={(event) => setSymbol(event.target.value)}
        />
      </label>
      <label>
        Length of a bar
        <select name="timeframe" defaultValue="">
          <option value="">as the times show</option>
          {TIMEFRAMES.map((timeframe) => (
            <option key={timeframe}>{timeframe}</option>
          ))}
        </select>
      </label>
      <Button type="submit" tone="accent" disabled={busy}>
        {busy ? "Importing" : "Import"}
      </Button>
      {problem ? (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      ) : null}
    </form>
  );
}

/** A first guess at the symbol: the file's name up to its first separator. */
function symbolOf(fileName: string): string {
  return (/^[A-Za-z0-9^=-]+/.exec(fileName)?.[0] ?? "").toUpperCase();
}
