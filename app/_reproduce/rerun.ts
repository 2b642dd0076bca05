import type { Manifest } from "#engine/manifest.ts";
import type { InputValue } from "#engine/notebook/input-value.ts";
import type { CellState } from "#engine/notebook/output.ts";
import { parseNotebook } from "#engine/notebook/percent-format.ts";
import type { BacktestResult } from "#engine/result.ts";
import { createApiClient } from "../_data/api.ts";
import { fetchBars, fetchDatasets } from "../_data/fetch-bars.ts";
import { compareManifests, type ManifestDifference } from "../_runs/compare-manifests.ts";
import { keptPrices } from "./kept-prices.ts";
import { runQuietly } from "./quiet-run.ts";

/** A saved run with what is needed to run it again. */
export interface RepeatableRun {
  readonly id: string;
  readonly strategyName: string;
  readonly manifest: Manifest | null;
  readonly resultHash: string | null;
  readonly notebookId: string | null;
  readonly notebookRevision: string | null;
  readonly cellId: string | null;
  readonly inputs: Readonly<Record<string, InputValue>>;
  /** The cells that it needs, as a notebook's text; null for a run that was saved before they were kept. */
  readonly cells: string | null;
}

/** What came of running a saved run again. */
export interface RerunOutcome {
  readonly same: boolean;
  /** Null where no backtest of its strategy came of it. */
  readonly resultHash: string | null;
  /** What happened, in a sentence. */
  readonly words: string;
  /** In what the manifests differ. */
  readonly differences: readonly ManifestDifference[];
}

/** Why a run cannot be run again; null where it can. */
export function whyNot({
  manifest,
  resultHash,
  cells,
  notebookId,
  notebookRevision,
}: Omit<RepeatableRun, "inputs" | "id" | "strategyName" | "cellId">): string | null {
  if (manifest === null || resultHash === null)
    return "it was recorded without a manifest; save it again from its notebook";
  if (cells === null && (notebookId === null || notebookRevision === null))
    return "its cells were not kept, and it names no notebook; run it where it came from and save it again";
  return null;
}

/**
 * Runs a saved run again in this browser's sandbox: its cells as they were, with its inputs, on the prices that its manifest names.
 *
 * @throws Error where neither its cells nor its notebook can be read, or the run does not come to an end.
 */
export async function rerun(run: RepeatableRun, signal: AbortSignal): Promise<RerunOutcome> {
  const { manifest, cellId } = run;
  const why = whyNot(run);
  if (manifest === null || why !== null) throw new Error(`cannot be run again: ${why}`);
  const { cells } = parseNotebook(run.cells ?? (await notebookText(run)));
  const code = cells.filter((cell) => cell.kind !== "md" && cell.run !== "confirm").map(({ id }) => id);
  const wanted = cellId !== null && cells.some(({ id }) => id === cellId) ? [cellId] : code;
  const inputs = new Map(Object.entries(run.inputs));
  const loadBars = keptPrices([manifest], (request) => fetchBars(request));
  const states = await runQuietly({ cells, wanted, inputs, loadBars, listDatasets: fetchDatasets }, signal);
  return judge(run, manifest, [...states.values()]);
}

/** Its notebook as it was then, for a run that was saved before cells were kept with it. */
async function notebookText({ notebookId, notebookRevision }: RepeatableRun): Promise<string> {
  const { notebooks } = createApiClient();
  const which = { id: notebookId ?? "", revision: notebookRevision ?? "" };
  return (await notebooks.get.query(which)).source;
}

/** Holds what a run gave against what was saved. */
export function judge(
  run: Pick<RepeatableRun, "strategyName" | "resultHash">,
  manifest: Manifest,
  states: readonly CellState[],
): RerunOutcome {
  const results = states.flatMap(({ outputs = [] }) =>
    outputs.flatMap((output): BacktestResult[] => (output.type === "backtest" ? [output.result] : [])),
  );
  const exact = results.find((result) => result.manifest.hash === manifest.hash);
  if (exact) return exactly(exact.resultHash, run.resultHash);
  const near =
    results.find((result) => result.manifest.codeHash === manifest.codeHash) ??
    results.find((result) => result.manifest.strategy.name === run.strategyName);
  if (near) {
    const differences = compareManifests([manifest, near.manifest]);
    const names = differences.map(({ name }) => name).slice(0, 4);
    const words = `Something else went into it: ${names.join(", ")}`;
    return { same: false, resultHash: near.resultHash, words, differences };
  }
  const failed = states.find(({ status }) => status === "error" || status === "blocked");
  const why = failed
    ? `cell ${failed.cellId} failed: ${failed.error?.message ?? failed.reason ?? failed.status}`
    : `no backtest of ${run.strategyName} came of it`;
  return { same: false, resultHash: null, words: `It cannot be repeated: ${why}`, differences: [] };
}

function exactly(got: string, saved: string | null): RerunOutcome {
  const same = got === saved;
  const words = same
    ? "Bit for bit the same: every close of the account and every trade"
    : "The same went in, and other numbers came out";
  return { same, resultHash: got, words, differences: [] };
}
