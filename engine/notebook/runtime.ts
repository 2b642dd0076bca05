import { adoptCell, warningsOf } from "./adopt-cell.ts";
import { release } from "./aftermath.ts";
import type { Aftermath } from "./aftermath.ts";
import { newActiveRun, readsInput, stateNews, toState } from "./cell-record.ts";
import type { ActiveRun, CellRecord } from "./cell-record.ts";
import { cellRun } from "./cell-run.ts";
import { isRunnable } from "./cell-code.ts";
import type { NotebookCell, NotebookRun } from "./document.ts";
import { ancestors, buildGraph, descendants, directlyAbove } from "./graph.ts";
import type { NotebookGraph } from "./graph.ts";
import type { CellHost } from "./host.ts";
import { sameInput } from "./input-value.ts";
import type { InputValue } from "./input-value.ts";
import { cancelRun, judgeCell } from "./judge.ts";
import type { Judging } from "./judge.ts";
import type { CellError, CellOutput, CellState } from "./output.ts";
import { basisHash } from "./staleness.ts";
import { asksFirst, demoteIfSlow, isAutomatic, isReady } from "./run-modes.ts";
import type { CellBasis } from "./staleness.ts";

/**
 * The reactive core of a notebook: keeps every cell's result in step with its source, its parents and the inputs.
 *
 * It runs what is stale and wanted, parents first, drops what a superseded run still reports, and blocks the
 * descendants of a failing cell. It knows no thread, clock or language: those are the {@link CellHost}'s.
 */
export class NotebookRuntime<Program> {
  readonly #host: CellHost<Program>;
  readonly #records = new Map<string, CellRecord<Program>>();
  readonly #wanted = new Set<string>();
  readonly #inputs = new Map<string, InputValue>();
  #graph: NotebookGraph = buildGraph([]);
  #mode: NotebookRun = "auto";
  readonly #expected = new Map<string, string>();
  #pumping = false;
  /** What runs may do after their end. */
  readonly #aftermath: Aftermath<Program> = {
    graph: () => this.#graph,
    records: this.#records,
    wanted: this.#wanted,
    isAuto: (record) => this.#isAuto(record),
    emit: (state) => this.#host.emit(state),
    advance: (touched) => this.#advance(touched),
    describeError: (error, cellId) => this.#host.describeError(error, cellId),
  };

  constructor(host: CellHost<Program>) {
    this.#host = host;
  }

  /**
   * Replaces the notebook's cells; markdown without live values is not the runtime's business and is left out by it.
   *
   * @param run Whether to run at once what is stale and automatic.
   * @param mode When automatic cells run.
   */
  setCells(cells: readonly NotebookCell[], run: boolean, mode: NotebookRun = "auto"): void {
    this.#mode = mode;
    const live = cells.filter(isRunnable);
    const kept = new Set(live.map((cell) => cell.id));
    for (const [id, record] of this.#records) if (!kept.has(id)) this.#forget(id, record);
    const old = new Map(this.#records);
    this.#records.clear();
    for (const cell of live) this.#records.set(cell.id, adoptCell(this.#host, cell, old.get(cell.id)));
    this.#graph = buildGraph(
      [...this.#records.values()].map(({ cell, compiled }) => ({
        id: cell.id,
        defines: compiled?.defines ?? [],
        reads: compiled?.reads ?? [],
      })),
      this.#graph.owners,
    );
    for (const record of this.#records.values())
      record.warnings = warningsOf(this.#host, record, this.#graph, this.#records.values());
    if (run) for (const [id, record] of this.#records) if (this.#isAuto(record)) this.#wanted.add(id);
    this.#advance();
  }

  /**
   * Runs the given cells, fresh or not, with the stale cells that they need, the automatic ones that need them, and what those need: after an
   * opening from kept outputs nothing above them has run yet.
   */
  run(cellIds: readonly string[]): void {
    const known = cellIds.filter((id) => this.#records.has(id));
    const below = [...descendants(this.#graph, known)].filter((id) => this.#isAuto(this.#records.get(id)));
    for (const id of [...known, ...below]) {
      const record = this.#records.get(id);
      if (record === undefined) continue;
      record.ran = null;
      record.stoppedAt = undefined;
      record.askedFor = known.includes(id);
      cancelRun(record);
    }
    for (const id of ancestors(this.#graph, known)) {
      const record = this.#records.get(id);
      if (asksFirst(record) && !known.includes(id)) continue;
      if (record !== undefined) record.stoppedAt = undefined;
      this.#wanted.add(id);
    }
    for (const id of ancestors(this.#graph, below))
      if (below.includes(id) || this.#isAuto(this.#records.get(id))) this.#wanted.add(id);
    this.#advance();
  }

  /** Sets an input; a run that has read its older value is superseded. */
  setInput(name: string, value: InputValue): void {
    if (sameInput(this.#inputs.get(name), value)) return;
    this.#inputs.set(name, value);
    const readers = [...this.#records.keys()].filter((id) => readsInput(this.#records.get(id), name));
    for (const id of descendants(this.#graph, readers))
      if (this.#isAuto(this.#records.get(id))) this.#wanted.add(id);
    this.#advance();
  }

  /** Takes a demotion back: the cell runs by itself again, however long it takes. */
  promote(cellId: string): void {
    const record = this.#records.get(cellId);
    if (record?.demoted === undefined) return;
    record.demoted = undefined;
    record.keptAutomatic = true;
    if (this.#isAuto(record)) this.#wanted.add(cellId);
    this.#advance();
  }

  /** Stops everything: running cells are aborted and stay stopped until they change or are run by hand. */
  stop(): void {
    this.#wanted.clear();
    for (const record of this.#records.values()) {
      if (record.active !== null) this.#halt(record);
      else release(record);
    }
    this.#advance();
  }

  /** Ends a run; what the cell showed and defined before stays, and it waits at this very text and these inputs. */
  #halt(record: CellRecord<Program>): void {
    cancelRun(record);
    record.ran = null;
    record.stoppedAt = this.#hashNow(record);
  }

  /** Replaces the outputs of a cell if that run is still its latest; an audit's late verdict, say. */
  amend(cellId: string, version: number, outputs: readonly CellOutput[]): void {
    const record = this.#records.get(cellId);
    if (record?.version !== version || record.active !== null) return;
    record.outputs = outputs;
    this.#host.emit(toState(record, true));
  }

  /** Every cell's whole state, outputs included, in dependency order. */
  states(): CellState[] {
    return this.#graph.order.flatMap((id) => {
      const record = this.#records.get(id);
      return record === undefined ? [] : [toState(record, true)];
    });
  }

  #isAuto(record: CellRecord<Program> | undefined): boolean {
    return isAutomatic(record, this.#mode);
  }

  /** What deciding a cell's status looks at. */
  get #judging(): Judging<Program> {
    return {
      graph: this.#graph,
      records: this.#records,
      wanted: this.#wanted,
      basisOf: (record, inputs) => this.#basisOf(record, inputs),
    };
  }

  #forget(id: string, record: CellRecord<Program>): void {
    cancelRun(record);
    this.#wanted.delete(id);
    this.#expected.delete(id);
  }

  #basisOf(record: CellRecord<Program>, inputNames: readonly string[]): CellBasis {
    const { kind, source, name, id } = record.cell;
    const parents = directlyAbove(this.#graph, id);
    return {
      kind,
      source,
      name,
      parents: Object.fromEntries(parents.map((parent) => [parent, this.#expected.get(parent) ?? ""])),
      inputs: Object.fromEntries(inputNames.map((input) => [input, this.#inputs.get(input)])),
    };
  }

  #hashNow(record: CellRecord<Program>): string {
    return basisHash(this.#basisOf(record, Object.keys(record.active?.inputs ?? record.ran?.inputs ?? {})));
  }

  /**
   * Brings statuses in line with the present sources, inputs and results, then starts what is ready.
   * `touched` must be closed downwards: what a cell is follows from itself and the cells above it only.
   */
  #advance(touched: ReadonlySet<string> = new Set(this.#graph.order)): void {
    for (const id of this.#graph.order) {
      const record = this.#records.get(id);
      if (record === undefined || !touched.has(id)) continue;
      const hash = this.#hashNow(record);
      this.#expected.set(id, record.redefined === 0 ? hash : `${hash}+${record.redefined}`);
      if (
        record.active !== null &&
        basisHash({ ...record.active.basis, inputs: record.active.inputs }) !== hash
      )
        cancelRun(record);
      judgeCell(this.#judging, record, hash);
      this.#tell(record);
    }
    void this.#pump();
  }

  #tell(record: CellRecord<Program>, withOutputs = false): void {
    const state = stateNews(record, withOutputs);
    if (state !== null) this.#host.emit(state);
  }

  async #pump(): Promise<void> {
    if (this.#pumping) return;
    this.#pumping = true;
    for (let next = this.#nextReady(); next !== undefined; next = this.#nextReady()) {
      this.#start(next);
      await this.#host.breathe();
    }
    this.#pumping = false;
    if (![...this.#records.values()].some(({ active }) => active !== null && !active.streams))
      this.#host.settled();
  }

  #nextReady(): CellRecord<Program> | undefined {
    for (const id of this.#graph.order) {
      const record = this.#records.get(id);
      if (record?.status !== "queued") continue;
      if (isReady(this.#graph, this.#records, id)) return record;
    }
    return undefined;
  }

  #start(record: CellRecord<Program>): void {
    const active = newActiveRun(this.#basisOf(record, []), this.#host.now(), record.askedFor);
    record.askedFor = false;
    release(record);
    record.version++;
    record.active = active;
    record.status = "running";
    record.reason = undefined;
    this.#wanted.delete(record.cell.id);
    this.#tell(record);
    const started = this.#host.execute(
      cellRun(record, active, {
        graph: this.#graph,
        records: this.#records,
        inputs: this.#inputs,
        tell: (running) => this.#tell(running, true),
        aftermath: this.#aftermath,
        now: () => this.#host.now(),
      }),
    );
    active.started = started;
    started.finished.then(
      (values) => this.#finish(record, active, values, null),
      (error: unknown) =>
        this.#finish(record, active, new Map(), this.#host.describeError(error, record.cell.id)),
    );
  }

  #finish(
    record: CellRecord<Program>,
    active: ActiveRun,
    values: ReadonlyMap<string, unknown>,
    error: CellError | null,
  ): void {
    if (record.active !== active) return;
    if (error?.code === "cancelled") {
      this.#halt(record);
      this.#advance(descendants(this.#graph, [record.cell.id]));
      return;
    }
    record.active = null;
    record.held = active.started;
    record.redefined = 0;
    record.ran = { ...active.basis, inputs: active.inputs };
    record.hash = basisHash(record.ran);
    record.values = values;
    record.prices = active.prices;
    record.error = error;
    record.failure = error;
    record.outputs = active.outputs;
    record.logs = active.logs;
    record.ms = this.#host.now() - active.startedAt;
    record.status = error === null ? "fresh" : "error";
    demoteIfSlow(record, active, record.ms);
    this.#tell(record, true);
    this.#advance(descendants(this.#graph, [record.cell.id]));
  }
}
