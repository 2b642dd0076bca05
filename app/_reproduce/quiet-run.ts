import type { BarsRequest } from "#engine/data/bars-request.ts";
import type { DatasetInfo } from "#engine/data/dataset-info.ts";
import type { NotebookCell } from "#engine/notebook/document.ts";
import type { InputValue } from "#engine/notebook/input-value.ts";
import type { CellState } from "#engine/notebook/output.ts";
import { openSession } from "#workers/cells/client.ts";
import { NO_STUDIES } from "../_reading/no-studies.ts";

/** Cells to be run beside what is on screen, and what they may load. */
export interface QuietNotebook {
  readonly cells: readonly NotebookCell[];
  /** Cells to run, with those that they need. */
  readonly wanted: readonly string[];
  readonly inputs: ReadonlyMap<string, InputValue>;
  /** Is told of every cell as it goes. */
  saw?(state: CellState): void;
  loadBars(request: BarsRequest): Promise<Uint8Array>;
  listDatasets(): Promise<readonly DatasetInfo[]>;
}

/** A run that takes longer is given up. */
const LIMIT_MS = 300_000;
const BUSY: readonly CellState["status"][] = ["idle", "queued", "running"];

/**
 * Runs cells in a sandbox of their own and ends it. Nothing that was saved on the server is seen, and nothing is written.
 *
 * @returns What became of each cell, by id.
 * @throws Error when the sandbox cannot start, when `signal` is aborted, or after five minutes.
 */
export function runQuietly(
  notebook: QuietNotebook,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, CellState>> {
  const states = new Map<string, CellState>();
  const isDone = () => notebook.wanted.every((id) => !BUSY.includes(states.get(id)?.status ?? "idle"));
  return new Promise((resolve, reject) => {
    const session = openSession({
      onEvent: (event) => {
        if (event.type === "cell") saw(merged(states, event.state));
        if (event.type === "fault") end(() => reject(new Error(event.message)));
        if (event.type === "settled" && isDone()) end(() => resolve(states));
      },
      status: (status, detail) => {
        if (status === "failed") end(() => reject(new Error(detail ?? "the sandbox did not start")));
      },
      loadBars: (request) => notebook.loadBars(request),
      listDatasets: () => notebook.listDatasets(),
      orderStudy: NO_STUDIES.orderStudy,
      studyResult: NO_STUDIES.studyResult,
      readTable: (name) => Promise.reject(new Error(`${name} is not part of what is run again`)),
    });
    const saw = (state: CellState) => {
      states.set(state.cellId, state);
      notebook.saw?.(state);
    };
    const timer = setTimeout(() => end(() => reject(new Error(TOO_LONG))), LIMIT_MS);
    const stop = () => end(() => reject(new Error("stopped before its end")));
    const end = (then: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
      session.dispose();
      then();
    };
    signal.addEventListener("abort", stop);
    for (const [name, value] of notebook.inputs) session.setInput(name, value);
    session.setCells(notebook.cells, false, "lazy");
    session.run(notebook.wanted);
  });
}

const TOO_LONG = "still running after five minutes; run the notebook by hand to see how far it comes";

/** Absent outputs mean "unchanged". */
function merged(states: ReadonlyMap<string, CellState>, next: CellState): CellState {
  const outputs = next.outputs ?? states.get(next.cellId)?.outputs;
  return outputs === undefined ? next : { ...next, outputs };
}
