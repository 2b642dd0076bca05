import { hashText } from "../hash.ts";
import type { NotebookCell, NotebookDocument } from "./document.ts";
import type { CellOutput, CellState } from "./output.ts";
import { printPlain } from "./plain-json.ts";
import { type CellSnapshot, type NotebookSnapshot, sourceHash } from "./snapshot.ts";

/** One cell of a shared result beside a run of the reader's own. */
export interface SealedCell {
  readonly cellId: string;
  /** SHA-256 of what was kept; a single backtest's result hash. */
  readonly kept: string;
  /** The same of the reader's run; null where nothing came of it. */
  readonly ran: string | null;
  readonly same: boolean;
  /** Why nothing came of it; absent where something did. */
  readonly why?: string;
}

/** What a reader's run proves of a shared result. */
export interface Seal {
  /** Cells that were compared, in page order. */
  readonly cells: readonly SealedCell[];
  /** The first that differs; null where all are the same. */
  readonly first: SealedCell | null;
  /** Cells that show something and were not compared, with the reason. */
  readonly left: readonly { readonly cellId: string; readonly why: string }[];
}

/** Outputs that say nothing of a result: what a reader moves, and what the server computes. */
const APART: readonly CellOutput["type"][] = ["control", "study"];

/**
 * Compares what cells showed with what they show when they run again, cell by cell: backtests by the hashes of manifest and result, everything else
 * by its content. Logs, verdicts and times are no part of it.
 *
 * @param ran What became of the cells in the reader's run, by id.
 * @returns Differences first to last in page order. O(characters of all outputs).
 */
export function sealOf(
  document: NotebookDocument,
  kept: NotebookSnapshot,
  ran: ReadonlyMap<string, CellState>,
): Seal {
  const snapshots = new Map(kept.cells.map((cell) => [cell.state.cellId, cell]));
  const cells: SealedCell[] = [];
  const left: { cellId: string; why: string }[] = [];
  for (const cell of document.cells) {
    const found = snapshots.get(cell.id);
    const shown = comparable(found?.state.outputs);
    if (found === undefined || shown.length === 0) continue;
    const why = whyLeft(cell, found, ran.get(cell.id));
    if (why !== undefined) left.push({ cellId: cell.id, why });
    else cells.push(compared(cell.id, shown, ran.get(cell.id)));
  }
  return { cells, first: cells.find(({ same }) => !same) ?? null, left };
}

function whyLeft(cell: NotebookCell, found: CellSnapshot, state: CellState | undefined): string | undefined {
  if (found.cut) return "it was too large to be kept whole";
  if (sourceHash(cell) !== found.sourceHash) return "it was edited after its result was kept";
  // A check presses no button: what runs by its own only, and what waits for that, says nothing.
  return state?.status === "idle" ? reasonOf(state) : undefined;
}

const comparable = (outputs: readonly CellOutput[] = []): readonly CellOutput[] =>
  outputs.filter(({ type }) => !APART.includes(type));

function compared(cellId: string, shown: readonly CellOutput[], state: CellState | undefined): SealedCell {
  const kept = outputsHash(shown);
  const outputs = comparable(state?.outputs);
  if (state?.status !== "fresh" || outputs.length === 0)
    return { cellId, kept, ran: null, same: false, why: reasonOf(state) };
  const hash = outputsHash(outputs);
  return { cellId, kept, ran: hash, same: hash === kept };
}

function reasonOf(state: CellState | undefined): string {
  if (state === undefined) return "it was not run";
  if (state.error) return `it failed: ${state.error.message}`;
  if (state.status === "idle") return state.reason ?? "it is run by its own button only";
  return state.status === "fresh" ? "it shows nothing" : (state.reason ?? `it is ${state.status}`);
}

/** Names what a cell shows: equal content, equal hash. A single backtest goes by the hash of its result, which people know it by. */
export function outputsHash(outputs: readonly CellOutput[]): string {
  const [first, ...more] = outputs;
  if (first?.type === "backtest" && more.length === 0) return first.result.resultHash;
  return hashText(outputs.map(contentOf).join("\n"));
}

function contentOf(output: CellOutput): string {
  if (output.type !== "backtest") return printPlain(output);
  const { manifest, resultHash } = output.result;
  return `backtest ${manifest.hash} ${resultHash}`;
}
