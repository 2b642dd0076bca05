import type { NotebookCell } from "#engine/notebook/document.ts";
import type { CellState } from "#engine/notebook/output.ts";
import type { NotebookRuntime } from "#engine/notebook/runtime.ts";
import type { InputValue } from "#engine/notebook/input-value.ts";
import type { BacktestResult } from "#engine/result.ts";
import type { Warehouse } from "#workers/warehouse/api.ts";
import type { CellProgram } from "../syntax.ts";

/** Opens a session of cells that nobody watches; `settled` is called whenever nothing is left to run. */
export type OpenQuietSession = (warehouse: Warehouse, settled: () => void) => NotebookRuntime<CellProgram>;

/** What is run again, and what for. */
export interface Replay {
  readonly open: OpenQuietSession;
  /** The cell that shows the backtest and all that it reads from, in page order. */
  readonly cells: readonly NotebookCell[];
  readonly inputs: ReadonlyMap<string, InputValue>;
  readonly cellId: string;
  /** Looked at while cells run. */
  readonly aborted: () => boolean;
}

const LOOK_MS = 20;
/** A replay that takes longer is given up: cells were timed before, so something waits that will not come. */
const MAX_MS = 30_000;

/**
 * Runs cells from the top over a warehouse, apart from the notebook on screen.
 *
 * @returns The backtests that the cell shows then; undefined where it was aborted, did not end or failed.
 */
export async function replayCells(
  replay: Replay,
  warehouse: Warehouse,
): Promise<BacktestResult[] | undefined> {
  let settled: () => void = () => undefined;
  const session = replay.open(warehouse, () => settled());
  for (const [name, value] of replay.inputs) session.setInput(name, value);
  session.setCells(replay.cells, false);
  const began = performance.now();
  let watch: ReturnType<typeof setInterval> | undefined;
  await new Promise<void>((resolve) => {
    settled = resolve;
    watch = setInterval(() => {
      if (replay.aborted() || performance.now() - began > MAX_MS) resolve();
    }, LOOK_MS);
    session.run(replay.cells.map(({ id }) => id));
  });
  clearInterval(watch);
  const states = session.states();
  session.stop();
  if (replay.aborted()) return undefined;
  return backtestsOf(states.find(({ cellId }) => cellId === replay.cellId));
}

/** The backtests among a fresh cell's outputs, in their order. */
export function backtestsOf(state: CellState | undefined): BacktestResult[] | undefined {
  if (state?.status !== "fresh") return undefined;
  return (state.outputs ?? []).flatMap((output) => (output.type === "backtest" ? [output.result] : []));
}
