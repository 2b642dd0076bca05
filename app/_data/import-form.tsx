"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "../_ui/button.tsx";
import styles from "../_ui/page.module.css";
import { useTRPC } from "./api.ts";
import { BAR_FILES, barFiles, droppedFiles, MOST_FILES } from "./dropped-files.ts";
import { FileBatch } from "./file-batch.tsx";
import { FilePreview } from "./file-preview.tsx";
import { ReadingFields } from "./reading-fields.tsx";
import { type ChosenFile, importFile, previewFile, symbolOf } from "./send-file.ts";

/** Brings in files of bars, one with all its settings, several as a list; they are dropped on the form or chosen. */
export function ImportForm() {
  const [files, setFiles] = useState<readonly File[]>([]);
  const take = (given: readonly File[]): void => {
    if (given.length === 0) toast.error(`no file of bars; give ${BAR_FILES.join(", ")}`);
    if (given.length === MOST_FILES) toast.info(`the first ${MOST_FILES} files; give the others after them`);
    setFiles(given);
  };
  return (
    <div
      onDragOver={(event) => {
        if (event.dataTransfer.types.includes("Files")) event.preventDefault();
      }}
      onDrop={(event) => {
        if (!event.dataTransfer.types.includes("Files")) return;
        event.preventDefault();
        void droppedFiles(event.dataTransfer).then(take, (error: unknown) => toast.error(String(error)));
      }}
    >
      {files.length > 0 ? (
        <FileBatch files={files} leave={() => setFiles([])} />
      ) : (
        <OneFile takeMany={take} />
      )}
    </div>
  );
}

interface OneFileProps {
  readonly takeMany: (files: readonly File[]) => void;
}

/** One file, shown before it is stored; of a broken CSV nothing is kept, and the row is named. */
function OneFile({ takeMany }: OneFileProps) {
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
      <FileFields key={round} chosen={chosen} change={change} takeMany={takeMany} />
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
  readonly takeMany: OneFileProps["takeMany"];
}

function FileFields({ chosen, change, takeMany }: FileFieldsProps) {
  return (
    <>
      <label>
        CSV, Parquet, Arrow or Stooq files with date, open, high, low, close, volume, chosen or dropped here
        <input
          type="file"
          accept={BAR_FILES.join(",")}
          multiple
          required={!chosen}
          onChange={({ target: { files } }) => {
            const [file, ...others] = files ?? [];
            if (others.length > 0) takeMany(barFiles([...(files ?? [])]));
            else if (file) change({ file, symbol: symbolOf(file.name) });
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
      <ReadingFields
        timeframe={chosen?.timeframe ?? ""}
        dates={chosen?.dates ?? ""}
        disabled={!chosen}
        change={change}
      />
    </>
  );
}
