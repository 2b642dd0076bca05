import type { NotebookCell } from "#engine/notebook/document.ts";
import type { CellHost, CellRun, StartedRun } from "#engine/notebook/host.ts";
import type { CellState } from "#engine/notebook/output.ts";
import { NotebookRuntime } from "#engine/notebook/runtime.ts";
import type { Crew } from "#workers/pool/crew.ts";
import type { RanCell } from "#workers/pool/recipe.ts";
import type { Warehouse } from "#workers/warehouse/api.ts";
import { cellScope } from "./cell-scope.ts";
import type { CellContext } from "./cell-scope.ts";
import { describeCellError } from "./cell-error.ts";
import { engineScope } from "./engine-scope.ts";
import { evaluateCell } from "./evaluate.ts";
import type { FileShelf } from "./files/file-shelf.ts";
import { givenNames, isGiven, isOfSession } from "./given-names.ts";
import { withdrawLiveView } from "./live-views.ts";
import { notedPrices } from "./noted-prices.ts";
import { PriceLibrary } from "./price-library.ts";
import type { PriceSource } from "./price-library.ts";
import type { StudyDesk } from "./research/server-study.ts";
import { createRunBook } from "./run-book.ts";
import { showAll } from "./show-value.ts";
import { withSpelling } from "./spelling.ts";
import { NO_STOP } from "./stop-flag.ts";
import type { StopFlag } from "./stop-flag.ts";
import { streamDefinitions } from "./stream-definitions.ts";
import { isGenerator, MAX_YIELDS, streamValues } from "./stream-values.ts";
import { compileCell } from "./syntax.ts";
import type { CellProgram } from "./syntax.ts";

/** What a session of cells needs of the thread that it lives in. */
export interface CellSessionOptions {
  readonly warehouse: Warehouse;
  readonly prices: PriceSource;
  /** The prices of that warehouse, where somebody else reads them, too; else the session makes its own. */
  readonly library?: PriceLibrary;
  emit(state: CellState): void;
  settled(): void;
  breathe(): Promise<void>;
  /** Seen by loops of cell code while no message reaches this thread. */
  readonly stop?: StopFlag;
  /** Resolves at the next frame: generators show one value a frame. At once where nobody looks. */
  readonly nextFrame?: () => Promise<void>;
  /** Whether a generator may go on without anyone waiting for its end; if not, it is cut after 1,000 values. */
  readonly streams?: boolean;
  /** Threads that help with long sweeps; without any they run on this one. */
  readonly crew?: Crew | undefined;
  /** Takes studies to the server; absent where there is none. */
  readonly desk?: StudyDesk | undefined;
  /** Where dropped files are put by whoever receives them; absent where nobody can drop any. */
  readonly files?: FileShelf;
  /** UTC ms after which nothing is known: rows of files that came later are not there. Infinity where absent. */
  readonly until?: number;
}

/** Values that a generator may yield where somebody waits for its end. */
const AWAITED_YIELDS = 1000;

interface Evaluating {
  /** The cell that last defined each name. */
  readonly owners: Map<string, RanCell>;
  readonly stop: StopFlag;
  readonly streams: boolean;
  readonly nextFrame: () => Promise<void>;
}

async function evaluate(
  run: CellRun<CellProgram>,
  scope: object,
  signal: AbortSignal,
  { stop, streams, nextFrame }: Evaluating,
): Promise<ReadonlyMap<string, unknown>> {
  stop.check();
  const names = { ...engineScope, ...scope, ...Object.fromEntries(run.values) };
  const { values, shown } = await evaluateCell(run.program, names, stop);
  const maxYields = streams ? MAX_YIELDS : AWAITED_YIELDS;
  const given = await streamDefinitions(run, { values, shown }, { signal, streams, maxYields, nextFrame });
  if (isGenerator(given.shown)) {
    if (streams) run.streams();
    const show = (value: unknown): void =>
      showAll(value)
        .slice(0, 1)
        .forEach((output) => run.update(output));
    await streamValues(given.shown, { signal, maxYields, show, nextFrame });
  } else if (given.shown !== undefined) {
    withdrawLiveView(run, given.shown);
    for (const output of showAll(given.shown)) run.show(output);
  }
  return given.values;
}

const NO_FILES: FileShelf = { put: () => undefined, table: () => null };

/** What all runs of a session share. */
interface SessionParts extends Omit<CellContext, "run" | "signal" | "invalidation"> {
  readonly running: Set<CellRun<CellProgram>>;
}

/** Prices for one run. Whoever calls a function of a cell that has ended reads with it: that may be any that runs now. */
function pricesFor(run: CellRun<CellProgram>, { library, running }: SessionParts): CellContext["library"] {
  return notedPrices(library, (read) => {
    for (const reader of running.has(run) ? [run] : running) reader.readPrices(read);
  });
}

function startRun(run: CellRun<CellProgram>, parts: SessionParts, evaluating: Evaluating): StartedRun {
  const controller = new AbortController();
  const { signal } = controller;
  const invalidation = new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
  const { running } = parts;
  running.add(run);
  const scope = cellScope({ ...parts, library: pricesFor(run, parts), run, signal, invalidation });
  const finished = evaluate(run, scope, signal, evaluating)
    .then((values) => {
      const { program, values: read } = run;
      for (const name of values.keys()) evaluating.owners.set(name, { program, values: read });
      return values;
    })
    .finally(() => running.delete(run));
  return { finished, abort: () => controller.abort() };
}

/** Opens a notebook's cells on this thread: the same in the sandbox's worker and on the command line. */
export function openCellSession(options: CellSessionOptions): NotebookRuntime<CellProgram> {
  const { warehouse, prices } = options;
  const owners = new Map<string, RanCell>();
  const parts: SessionParts = {
    warehouse,
    library: options.library ?? new PriceLibrary(warehouse, prices),
    running: new Set(),
    runs: createRunBook(),
    files: options.files ?? NO_FILES,
    until: options.until ?? Infinity,
    breathe: () => options.breathe(),
    behind: {
      owner: (name) => owners.get(name),
      isOfSession,
    },
    crew: options.crew,
    stop: options.stop ?? NO_STOP,
    desk: options.desk,
  };
  const { stop = NO_STOP, streams = false, nextFrame = () => Promise.resolve() } = options;
  const sources = new Map<string, NotebookCell>();
  const programs = new Map<string, CellProgram>();
  const host: CellHost<CellProgram> = {
    compile(cell: NotebookCell) {
      sources.set(cell.id, cell);
      const compiled = compileCell(cell);
      programs.set(cell.id, compiled.program);
      return compiled;
    },
    execute: (run) => startRun(run, parts, { owners, stop, streams, nextFrame }),
    describeError: (error, cellId) =>
      withSpelling(
        describeCellError(error, cellId, (id) => programs.get(id)),
        sources.get(cellId),
        () => [...givenNames, ...[...programs.values()].flatMap(({ defines }) => defines)],
      ),
    isGiven,
    givenNames: () => givenNames,
    now: () => performance.now(),
    emit: (state) => options.emit(state),
    settled: () => options.settled(),
    breathe: () => options.breathe(),
  };
  return new NotebookRuntime(host);
}
