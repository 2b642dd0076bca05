"use client";

import { use } from "react";
import { useMutation } from "@tanstack/react-query";
import { Bookmark, BookmarkCheck } from "lucide-react";
import { toast } from "sonner";
import type { BacktestResult } from "#engine/result.ts";
import { useTRPC } from "../_data/api.ts";
import { useNotebook } from "../_notebook/notebook-context.tsx";
import { FreshContext } from "../_outputs/fresh-context.ts";
import { IconButton } from "../_ui/button.tsx";

import { thinCurve } from "./thin-curve.ts";

/** Keeps this run on the server with its manifest, its statistics and its trades. */
export function SaveRun({ result }: { result: BacktestResult }) {
  const trpc = useTRPC();
  const { id, autosave } = useNotebook();
  const fresh = use(FreshContext);
  const record = useMutation(
    trpc.runs.record.mutationOptions({
      onSuccess: ({ known }) => toast(known ? "This run was saved before" : "Run saved"),
      onError: (error) => toast.error(error.message),
    }),
  );
  const saved = record.isSuccess && record.variables.resultHash === result.resultHash;
  const { manifest, resultHash, statistics, trades } = result;
  return (
    <IconButton
      label={!fresh ? "Run the cell again to save its result" : saved ? "Run saved" : "Save this run"}
      disabled={record.isPending || !fresh}
      onClick={() =>
        record.mutate({
          manifest,
          resultHash,
          statistics,
          trades,
          curve: thinCurve(result),
          notebookId: id,
          notebookRevision: autosave.revision(),
        })
      }
    >
      {saved ? <BookmarkCheck size={15} aria-hidden /> : <Bookmark size={15} aria-hidden />}
    </IconButton>
  );
}
