import type { NotebookCell } from "#engine/notebook/document.ts";
import type { CellHost, CellRun, StartedRun } from "#engine/notebook/host.ts";
import type { CellState } from "#engine/notebook/output.ts";
import { NotebookRuntime } from "#engine/notebook/runtime.ts";
import type { Warehouse } from "#workers/warehouse/api.ts";
import { cellScope } from "./cell-api.ts";
import { describeCellError } from "./cell-error.ts";
import { engineScope } from "./engine-scope.ts";
import { evaluateCell } from "./evaluate.ts";
import { PriceLibrary } from "./price-library.ts";
import type { PriceSource } from "./price-library.ts";
import { showValue } from "./show-value.ts";
import { compileCell } from "./syntax.ts";
import type { CellProgram } from "./syntax.ts";

/** What a session of cells needs of the thread that it lives in. */
export interface CellSessionOptions {
  readonly warehouse: Warehouse;
  readonly prices: PriceSource;
  emit(state: CellState): void;
  settled(): void;
  breathe(): Promise<void>;
}

async function evaluate(
  run: CellRun<CellProgram>,
  scope: Record<string, unknown>,
): Promise<ReadonlyMap<string, unknown>> {
  const { values, shown } = await evaluateCell(run.program, {
    ...engineScope,
    ...scope,
    ...Object.fromEntries(run.values),
  });
  if (shown !== undefined) run.show(showValue(shown));
  return values;
}

function startRun(run: CellRun<CellProgram>, warehouse: Warehouse, library: PriceLibrary): StartedRun {
  const controller = new AbortController();
  const { signal } = controller;
  const invalidation = new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
  const scope = cellScope({ run, library, warehouse, signal, invalidation });
  return { finished: evaluate(run, scope), abort: () => controller.abort() };
}

/** Opens a notebook's cells on this thread: the same in the sandbox's worker and on the command line. */
export function openCellSession(options: CellSessionOptions): NotebookRuntime<CellProgram> {
  const { warehouse, prices } = options;
  const library = new PriceLibrary(warehouse, prices);
  const programs = new Map<string, CellProgram>();
  const host: CellHost<CellProgram> = {
    compile(cell: NotebookCell) {
      const compiled = compileCell(cell);
      programs.set(cell.id, compiled.program);
      return compiled;
    },
    execute: (run) => startRun(run, warehouse, library),
    describeError: (error, cellId) => describeCellError(error, cellId, (id) => programs.get(id)),
    now: () => performance.now(),
    emit: (state) => options.emit(state),
    settled: () => options.settled(),
    breathe: () => options.breathe(),
  };
  return new NotebookRuntime(host);
}
