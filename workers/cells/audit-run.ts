import type { NotebookCell } from "#engine/notebook/document.ts";
import type { InputValue } from "#engine/notebook/input-value.ts";
import type { CellState } from "#engine/notebook/output.ts";
import type { AuditVerdict, BacktestResult } from "#engine/result.ts";
import type { Warehouse } from "#workers/warehouse/api.ts";
import { auditOf, runOf, type RunAudit } from "./engine-scope.ts";
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

/** How one audit is followed and ended. */
export interface AuditWatch {
  /** Looked at between its runs and while its cells run. */
  aborted(): boolean;
  /** Told how much is done, 0 to 1. */
  tell(share: number): void;
  /** Lets messages in. */
  breathe(): Promise<void>;
  /** What the engine's part, and each replay of the cells, may take, ms. */
  readonly patienceMs: number;
}

/** Share of the engine's part; the rest is the cells'. */
const ENGINE_SHARE = 0.5;

/** The engine's verdict, and where that is clean the cells' own; undefined where it was aborted or would take too long. */
export async function auditRun(
  notebook: AuditedNotebook,
  state: CellState,
  result: BacktestResult,
  place: number,
  watch: AuditWatch,
): Promise<AuditVerdict | undefined> {
  // As they are now: what is asked for goes on while cells are edited.
  const states = notebook.states();
  const wanted = cellClosure(states, state.cellId);
  const cells = notebook.cells().filter(({ id }) => wanted.has(id));
  const inputs = notebook.inputs();
  const verdict = result.audit ?? (await engineVerdict(auditOf(result), watch));
  const run = runOf(result);
  if (verdict?.verdict === "leaks" && run !== undefined) return placeLeak(verdict, run, cells);
  if (verdict?.verdict !== "causal") return verdict;
  const replayed = await auditCells({
    open: notebook.open,
    warehouse: notebook.warehouse,
    cells,
    inputs,
    cellId: state.cellId,
    result,
    place,
    expectedMs: states.reduce((sum, { cellId, ms = 0 }) => sum + (wanted.has(cellId) ? ms : 0), 0),
    patienceMs: watch.patienceMs,
    aborted: () => watch.aborted(),
    tell: (share) => watch.tell(ENGINE_SHARE + (1 - ENGINE_SHARE) * share),
  });
  if (replayed === undefined) return undefined;
  const { finding, difference } = replayed;
  if (finding.outcome !== "leaks" || !difference) return { ...verdict, cells: finding };
  const { bar, time, what } = difference;
  return { ...verdict, verdict: "leaks", firstLeak: { bar, time, what }, cells: finding };
}

/** The engine's part, run by run, so that an input gets in between. */
async function engineVerdict(
  audit: RunAudit | undefined,
  watch: AuditWatch,
): Promise<AuditVerdict | undefined> {
  if (audit === undefined || audit.expectedMs > watch.patienceMs) return undefined;
  const steps = audit.steps();
  for (;;) {
    const step = nextStep(steps, watch);
    if (step === undefined) return undefined;
    if (step.done !== true) watch.tell(ENGINE_SHARE * step.value);
    await watch.breathe();
    // A Stop ends the code of cells where it is, which would look like a leak.
    if (watch.aborted()) return undefined;
    if (step.done === true) return step.value;
  }
}

/** A Stop in the middle of a run is thrown from within the strategy's own code. */
function nextStep<T>(steps: Generator<number, T>, watch: AuditWatch): IteratorResult<number, T> | undefined {
  try {
    return steps.next();
  } catch (error) {
    if (watch.aborted()) return undefined;
    throw error;
  }
}
