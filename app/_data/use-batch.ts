import { useMutation, useQueries, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { useTRPC } from "./api.ts";
import { type BatchEntry, goodOf } from "./batch-entries.ts";
import { importFile, previewFile, symbolOf } from "./send-file.ts";

/** How all files of a batch are read. */
export interface BatchReading {
  readonly timeframe: string;
  readonly dates: string;
}

interface Draft {
  readonly symbol?: string;
  /** Why the server did not store it. */
  readonly refused?: string;
}

/** Several files on their way in: each is read once and stored once, one after the other. */
export function useBatch(files: readonly File[], done: () => void) {
  const [drafts, setDrafts] = useState<ReadonlyMap<File, Draft>>(new Map());
  const [stored, setStored] = useState<ReadonlySet<File>>(new Set());
  const [reading, setReading] = useState<BatchReading>({ timeframe: "", dates: "" });
  const left = files.filter((file) => !stored.has(file));
  const previews = usePreviews(left, reading);
  const entries = left.map((file, at): BatchEntry => {
    const { symbol = symbolOf(file.name), refused } = drafts.get(file) ?? {};
    const { data: preview, error } = previews[at] ?? {};
    return { file, symbol, preview, problem: refused ?? error?.message };
  });
  const put = (file: File, draft: Draft): void => setDrafts((known) => new Map(known).set(file, draft));
  const store = useStoring(reading, {
    stored: (file) => setStored((known) => new Set(known).add(file)),
    refused: (file, symbol, words) => put(file, { symbol, refused: words }),
    done,
  });
  return { entries, reading, setReading, put, store };
}

/** One at a time: ten files of a million bars are not sent at once. */
let turn: Promise<unknown> = Promise.resolve();
function inTurn<T>(act: () => Promise<T>, signal: AbortSignal): Promise<T> {
  const result = turn.then(() => {
    signal.throwIfAborted();
    return act();
  });
  turn = result.catch(() => undefined);
  return result;
}

function usePreviews(files: readonly File[], reading: BatchReading) {
  return useQueries({
    queries: files.map((file) => ({
      queryKey: ["import", file.name, file.size, file.lastModified, reading.timeframe, reading.dates],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        inTurn(() => previewFile({ file, symbol: "", ...reading }), signal),
      ...{ retry: false, staleTime: Infinity, gcTime: 0 },
    })),
  });
}

interface StoringNews {
  stored(file: File): void;
  refused(file: File, symbol: string, words: string): void;
  done(): void;
}

function useStoring(reading: BatchReading, news: StoringNews) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async (entries: readonly BatchEntry[]) => {
      let [series, bars] = [0, 0];
      for (const { file, symbol } of goodOf(entries)) {
        try {
          bars += (await importFile({ file, symbol, ...reading })).bars;
          series++;
          news.stored(file);
        } catch (error) {
          news.refused(file, symbol, error instanceof Error ? error.message : String(error));
        }
      }
      return { series, bars, isAll: series === entries.length };
    },
    onSuccess: ({ series, bars, isAll }) => {
      toast.success(`${series} series imported, ${bars.toLocaleString("en-US")} bars in all`);
      if (isAll) news.done();
      return cache.invalidateQueries({ queryKey: trpc.prices.datasets.queryKey() });
    },
  });
}
