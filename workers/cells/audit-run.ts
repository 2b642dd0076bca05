import type { NotebookCell } from "#engine/notebook/document.ts";
import type { InputValue } from "#engine/notebook/input-value.ts";
import type { CellState } from "#engine/notebook/output.ts";
import type { AuditVerdict, BacktestResult } from "#engine/result.ts";
import type { Warehouse } from "#workers/warehouse/api.ts";
import { auditOf, runOf } from "./engine-scope.ts";
import { placeLeak } from "./place-leak.ts";
import { auditCells } from "./replay/audit-cells.ts";
import { cellClosure } from "./replay/cell-closure.ts";
import type { OpenQuietSession } from "./replay/replay-cells.ts";

/** The notebook as an audit needs it to run cells again, apart from those on screen. */
export interface AuditedNotebook {
  readonly warehouse: Warehouse;
  readonly open: OpenQuietSession;
  cells(): readonly NotebookCell[];
  states(): readonly CellState[];
  inputs(): ReadonlyMap<string, InputValue>;
}

/** The engine's verdict, and where that is clean the cells' own; undefined where it was aborted. */
export async function auditRun(
  notebook: AuditedNotebook,
  state: CellState,
  result: BacktestResult,
  place: number,
  aborted: () => boolean,
): Promise<AuditVerdict | undefined> {
  const verdict = auditOf(result)?.();
  const states = notebook.states();
  const wanted = cellClosure(states, state.cellId);
  const run = runOf(result);
  if (verdict?.verdict === "leaks" && run !== undefined)
    return placeLeak(
      verdict,
      run,
      notebook.cells().filter(({ id }) => wanted.has(id)),
    );
  if (verdict?.verdict !== "causal") return verdict;
  const cells = await auditCells({
    open: notebook.open,
    warehouse: notebook.warehouse,
    cells: notebook.cells().filter(({ id }) => wanted.has(id)),
    inputs: notebook.inputs(),
    cellId: state.cellId,
    result,
    place,
    aborted,
  });
  if (cells === undefined) return undefined;
  const { finding, difference } = cells;
  if (finding.outcome !== "leaks" || !difference) return { ...verdict, cells: finding };
  const { bar, time, what } = difference;
  return { ...verdict, verdict: "leaks", firstLeak: { bar, time, what }, cells: finding };
}
