"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { TIMEFRAMES } from "#engine/market/bars.ts";
import { Button } from "../_ui/button.tsx";
import styles from "../_ui/page.module.css";
import { useTRPC } from "./api.ts";
import { FilePreview } from "./file-preview.tsx";
import { type ChosenFile, importFile, previewFile, symbolOf } from "./send-file.ts";

const ENDINGS = ".csv,.txt,.parquet,.arrow,.arrows,.feather";

/** Brings in one file of bars, shown before it is stored; of a broken CSV nothing is kept, and the row is named. */
export function ImportForm() {
  const [chosen, setChosen] = useState<ChosenFile>();
  const [round, setRound] = useState(0);
  const preview = usePreview(chosen);
  const store = useStore(() => {
    setChosen(undefined);
    setRound(round + 1); // an empty field for the next file
  });
  const change = (part: Partial<ChosenFile>) => {
    store.reset();
    const file = part.file ?? chosen?.file;
    if (file) setChosen({ symbol: "", timeframe: "", dates: "", ...chosen, ...part, file });
  };
  const problem = preview.error ?? store.error;
  return (
    <form
      className={styles.form}
      aria-label="Import a file"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen) store.mutate(chosen);
      }}
    >
      <FileFields key={round} chosen={chosen} change={change} />
      <Button type="submit" tone="accent" disabled={store.isPending || !preview.data}>
        {store.isPending ? "Importing" : "Import"}
      </Button>
      {problem ? (
        <p className={styles.problem} role="alert">
          {problem.message}
        </p>
      ) : null}
      {chosen && preview.data ? <FilePreview preview={preview.data} /> : null}
    </form>
  );
}

function usePreview(chosen: ChosenFile | undefined) {
  const { name, size, lastModified } = chosen?.file ?? {};
  return useQuery({
    queryKey: ["import", name, size, lastModified, chosen?.timeframe, chosen?.dates],
    queryFn: () => (chosen ? previewFile(chosen) : null),
    enabled: chosen !== undefined,
    retry: false,
    staleTime: 0,
    gcTime: 0,
  });
}

function useStore(done: () => void) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: importFile,
    onSuccess: ({ symbol, bars, held }) => {
      const aside = held === 0 ? "" : `, ${held.toLocaleString("en-US")} put aside`;
      toast.success(`${symbol}: ${bars.toLocaleString("en-US")} bars imported${aside}`);
      done();
      return cache.invalidateQueries({ queryKey: trpc.prices.datasets.queryKey() });
    },
  });
}

interface FileFieldsProps {
  readonly chosen: ChosenFile | undefined;
  readonly change: (part: Partial<ChosenFile>) => void;
}

function FileFields({ chosen, change }: FileFieldsProps) {
  return (
    <>
      <label>
        CSV, Parquet, Arrow or Stooq file with date, open, high, low, close, volume
        <input
          type="file"
          accept={ENDINGS}
          required
          onChange={({ target: { files } }) => {
            const file = files?.[0];
            if (file) change({ file, symbol: symbolOf(file.name) });
          }}
        />
      </label>
      <label>
        Symbol
        <input
          required
          maxLength={40}
          disabled={!chosen}
          value={chosen?.symbol ?? ""}
          onChange={(event) => change({ symbol: event.target.value })}
        />
      </label>
      <label>
        Length of a bar
        <select
          disabled={!chosen}
          value={chosen?.timeframe ?? ""}
          onChange={(event) => change({ timeframe: event.target.value })}
        >
          <option value="">as the times show</option>
          {TIMEFRAMES.map((timeframe) => (
            <option key={timeframe}>{timeframe}</option>
          ))}
        </select>
      </label>
      <label>
        Dates
        <select
          disabled={!chosen}
          value={chosen?.dates ?? ""}
          onChange={(event) => change({ dates: event.target.value })}
        >
          <option value="">as the file shows</option>
          <option value="mdy">month/day/year (mdy)</option>
          <option value="dmy">day/month/year (dmy)</option>
        </select>
      </label>
    </>
  );
}
