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
export function whyNot({ manifest, resultHash, notebookId, notebookRevision }: RepeatableRun): string | null {
  if (manifest === null || resultHash === null)
    return "it was recorded without a manifest; save it again from its notebook";
  if (notebookId === null || notebookRevision === null)
    return "it was not saved from a notebook, so its text is not here; run it again where it came from";
  return null;
}

/**
 * Runs a saved run again in this browser's sandbox: its notebook as it was, with its inputs, on the prices that its manifest names.
 *
 * @throws Error where its notebook cannot be read any more, or the run does not come to an end.
 */
export async function rerun(run: RepeatableRun, signal: AbortSignal): Promise<RerunOutcome> {
  const { manifest, notebookId, notebookRevision, cellId } = run;
  if (manifest === null || notebookId === null || notebookRevision === null)
    throw new Error(`cannot be run again: ${whyNot(run)}`);
  const found = await createApiClient().notebooks.get.query({ id: notebookId, revision: notebookRevision });
  const { cells } = parseNotebook(found.source);
  const code = cells.filter((cell) => cell.kind !== "md" && cell.run !== "confirm").map(({ id }) => id);
  const wanted = cellId !== null && cells.some(({ id }) => id === cellId) ? [cellId] : code;
  const inputs = new Map(Object.entries(run.inputs));
  const loadBars = keptPrices([manifest], (request) => fetchBars(request));
  const states = await runQuietly({ cells, wanted, inputs, loadBars, listDatasets: fetchDatasets }, signal);
  return judge(run, manifest, [...states.values()]);
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
