"use client";

import { use } from "react";
import { useMutation } from "@tanstack/react-query";
import { Bookmark, BookmarkCheck } from "lucide-react";
import { toast } from "sonner";
import type { InputValue } from "#engine/notebook/input-value.ts";
import type { BacktestResult } from "#engine/result.ts";
import { createApiClient } from "../_data/api.ts";
import { useNotebook } from "../_notebook/notebook-context.tsx";
import { FreshContext } from "../_outputs/fresh-context.ts";
import { neededCells } from "../_reproduce/needed-cells.ts";
import { IconButton } from "../_ui/button.tsx";
import { packReport } from "./stored-report.ts";
import { thinCurve } from "./thin-curve.ts";

interface Origin {
  readonly notebookId: string;
  readonly notebookRevision: string;
  readonly cellId: string;
  readonly inputs: Readonly<Record<string, InputValue>>;
  /** The cells that it needs, as a notebook's text. */
  readonly cells: string;
}

/** Values of the inputs that were moved: what a run needs to be run again. */
const movedInputs = (inputs: ReadonlyMap<string, InputValue>): Origin["inputs"] =>
  Object.fromEntries([...inputs].filter(([, value]) => value !== null));

async function saveRun(result: BacktestResult, origin: Origin) {
  const { manifest, resultHash, statistics, trades, code } = result;
  const report = await packReport(result);
  const made = { manifest, resultHash, statistics, trades, curve: thinCurve(result), ...origin };
  const kept = code === undefined ? made : { ...made, code };
  const { known } = await createApiClient().runs.record.mutate({ ...kept, ...(report && { report }) });
  return { known, whole: report !== undefined };
}

/** Keeps this run on the server with its manifest, its statistics, its trades and its report. */
export function SaveRun({ result, cellId }: { result: BacktestResult; cellId: string }) {
  const { id, autosave, inputs, rights, store, states } = useNotebook();
  const fresh = use(FreshContext);
  const record = useMutation({
    mutationFn: async (saved: BacktestResult) => {
      await autosave.flush();
      const origin = { notebookId: id, notebookRevision: autosave.revision(), cellId };
      const cells = neededCells(store.document(), states.all(), cellId);
      return saveRun(saved, { ...origin, cells, inputs: movedInputs(inputs.all()) });
    },
    onSuccess: ({ known, whole }) => {
      if (!whole) toast("Run saved without its report, which is larger than 4 MB");
      else toast(known ? "This run was saved before" : "Run saved, with the cells that it needs");
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
