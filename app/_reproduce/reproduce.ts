import { isRunnable } from "#engine/notebook/cell-code.ts";
import { snapshotInputs, type NotebookSnapshot } from "#engine/notebook/snapshot.ts";
import { parseNotebook } from "#engine/notebook/percent-format.ts";
import { type Seal, sealOf } from "#engine/notebook/seal.ts";
import { ENGINE_VERSION } from "#engine/version.ts";
import type { Reading } from "../_reading/reading.ts";
import { keptPrices } from "./kept-prices.ts";
import { runQuietly } from "./quiet-run.ts";

/** What a reader's own run proved, and by which engine. */
export interface Proof extends Seal {
  /** UTC ms. */
  readonly at: number;
  /** The engine that computed what was kept, where it is not this one. */
  readonly otherEngine: string | null;
}

/** Why a reading cannot be proved here; null where it can. */
export function whyNoProof({ mayRun, showCode, snapshot }: Reading): string | null {
  if (snapshot === null) return "no results are kept with it";
  if (!showCode) return "its code is not shown";
  return mayRun ? null : "its owner does not let readers run it";
}

/**
 * Runs a shared notebook in the reader's sandbox with the inputs and prices of its kept results, and compares cell by cell.
 *
 * @throws Error where there is nothing to compare, or the run does not come to an end.
 */
export async function reproduce(reading: Reading, signal: AbortSignal): Promise<Proof> {
  const { source, snapshot } = reading;
  const why = whyNoProof(reading);
  if (snapshot === null || why !== null)
    throw new Error(`cannot be checked: ${why ?? "no results are kept"}`);
  const document = parseNotebook(source);
  const shown = new Set(snapshot.cells.map(({ state }) => state.cellId));
  const wanted = document.cells.filter(
    (cell) => shown.has(cell.id) && isRunnable(cell) && cell.run !== "confirm",
  );
  const ran = await runQuietly(
    {
      cells: document.cells,
      wanted: wanted.map(({ id }) => id),
      inputs: snapshotInputs(snapshot),
      loadBars: keptPrices(manifestsOf(snapshot), (request) => reading.loadBars(request)),
      listDatasets: () => reading.listDatasets(),
    },
    signal,
  );
  const otherEngine = snapshot.engine === ENGINE_VERSION ? null : snapshot.engine;
  return { ...sealOf(document, snapshot, ran), at: Date.now(), otherEngine };
}

function manifestsOf({ cells }: NotebookSnapshot) {
  return cells.flatMap(({ state }) =>
    (state.outputs ?? []).flatMap((output) => (output.type === "backtest" ? [output.result.manifest] : [])),
  );
}
