"use client";

import { use } from "react";
import { useMutation } from "@tanstack/react-query";
import { Bookmark, BookmarkCheck } from "lucide-react";
import { toast } from "sonner";
import type { BacktestResult } from "#engine/result.ts";
import { createApiClient } from "../_data/api.ts";
import { useNotebook } from "../_notebook/notebook-context.tsx";
import { FreshContext } from "../_outputs/fresh-context.ts";
import { IconButton } from "../_ui/button.tsx";
import { packReport } from "./stored-report.ts";
import { thinCurve } from "./thin-curve.ts";

interface Origin {
  readonly notebookId: string;
  readonly notebookRevision: string;
}

async function saveRun(result: BacktestResult, origin: Origin) {
  const { manifest, resultHash, statistics, trades } = result;
  const report = await packReport(result);
  const kept = { manifest, resultHash, statistics, trades, curve: thinCurve(result), ...origin };
  const { known } = await createApiClient().runs.record.mutate({ ...kept, ...(report && { report }) });
  return { known, whole: report !== undefined };
}

/** Keeps this run on the server with its manifest, its statistics, its trades and its report. */
export function SaveRun({ result }: { result: BacktestResult }) {
  const { id, autosave, rights } = useNotebook();
  const fresh = use(FreshContext);
  const record = useMutation({
    mutationFn: (saved: BacktestResult) =>
      saveRun(saved, { notebookId: id, notebookRevision: autosave.revision() }),
    onSuccess: ({ known, whole }) => {
      if (!whole) toast("Run saved without its report, which is larger than 4 MB");
      else toast(known ? "This run was saved before" : "Run saved");
    },
    onError: (error) => toast.error(error.message),
  });
  const saved = record.isSuccess && record.variables.resultHash === result.resultHash;
  if (rights !== "edit") return null;
  return (
    <IconButton
      label={!fresh ? "Run the cell again to save its result" : saved ? "Run saved" : "Save this run"}
      disabled={record.isPending || !fresh}
      onClick={() => record.mutate(result)}
    >
      {saved ? <BookmarkCheck size={15} aria-hidden /> : <Bookmark size={15} aria-hidden />}
    </IconButton>
  );
}
