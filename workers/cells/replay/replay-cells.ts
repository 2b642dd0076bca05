import type { NotebookCell } from "#engine/notebook/document.ts";
import type { CellState } from "#engine/notebook/output.ts";
import type { NotebookRuntime } from "#engine/notebook/runtime.ts";
import type { InputValue } from "#engine/notebook/input-value.ts";
import type { BacktestResult } from "#engine/result.ts";
import type { Warehouse } from "#workers/warehouse/api.ts";
import type { CellProgram } from "../syntax.ts";

/** The data of a replay: those of the notebook, as they were known at a moment (UTC ms; Infinity for all of them). */
export interface ReplayedData {
  readonly warehouse: Warehouse;
  readonly until: number;
}

/** Opens a session of cells that nobody watches; `settled` is called whenever nothing is left to run. */
export type OpenQuietSession = (data: ReplayedData, settled: () => void) => NotebookRuntime<CellProgram>;

/** What is run again, and what for. */
export interface Replay {
  readonly open: OpenQuietSession;
  /** The cell that shows the backtest and all that it reads from, in page order. */
  readonly cells: readonly NotebookCell[];
  readonly inputs: ReadonlyMap<string, InputValue>;
  readonly cellId: string;
  /** Looked at while cells run. */
  readonly aborted: () => boolean;
  /** A replay that takes longer than this is given up, ms. */
  readonly patienceMs: number;
}

/** Why there are no backtests of a replay. */
export type NoReplay = "aborted" | "slow" | "failed";

const LOOK_MS = 20;

/**
 * Runs cells from the top over data of a moment, apart from the notebook on screen.
 *
 * @returns The backtests that the cell shows then, or why there are none.
 */
export async function replayCells(replay: Replay, data: ReplayedData): Promise<BacktestResult[] | NoReplay> {
  let settled: () => void = () => undefined;
  const session = replay.open(data, () => settled());
  for (const [name, value] of replay.inputs) session.setInput(name, value);
  session.setCells(replay.cells, false);
  const began = performance.now();
  const isSlow = (): boolean => performance.now() - began > replay.patienceMs;
  let watch: ReturnType<typeof setInterval> | undefined;
  await new Promise<void>((resolve) => {
    settled = resolve;
    watch = setInterval(() => {
      if (replay.aborted() || isSlow()) resolve();
    }, LOOK_MS);
    session.run(replay.cells.map(({ id }) => id));
  });
  clearInterval(watch);
  const states = session.states();
  session.stop();
  if (replay.aborted()) return "aborted";
  const results = backtestsOf(states.find(({ cellId }) => cellId === replay.cellId));
  return results ?? (isSlow() ? "slow" : "failed");
}

/** The backtests among a fresh cell's outputs, in their order. */
export function backtestsOf(state: CellState | undefined): BacktestResult[] | undefined {
  if (state?.status !== "fresh") return undefined;
  return (state.outputs ?? []).flatMap((output) => (output.type === "backtest" ? [output.result] : []));
}
