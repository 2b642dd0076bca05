import type { NotebookCell, NotebookRun } from "#engine/notebook/document.ts";
import type { InputValue } from "#engine/notebook/input-value.ts";
import type { FileContents, NotebookSession } from "#workers/cells/client.ts";
import type { KeptInputs } from "./kept-inputs.ts";
import type { NotebookStore } from "./notebook-store.ts";

export type SandboxStatus = "starting" | "ready" | "restarting" | "failed";

/** Edits travel to the sandbox after this much quiet, so that analysis does not chase every key. */
const SETTLE_MS = 200;

/** Tells the sandbox what to run; knows nothing of how it runs. */
export class RunControl {
  readonly #store: NotebookStore;
  readonly #inputs: KeptInputs;
  #session: NotebookSession | null = null;
  #status: SandboxStatus = "starting";
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sent: readonly NotebookCell[] | null = null;
  /** Whether cells may be shown that have not run in this session. */
  #cold = false;
  #mode: NotebookRun = "auto";
  readonly #listeners = new Set<() => void>();
  readonly #runAllListeners = new Set<() => void>();
  readonly #askedListeners = new Set<(cellIds: readonly string[]) => void>();

  constructor(store: NotebookStore, inputs: KeptInputs) {
    this.#store = store;
    this.#inputs = inputs;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly status = (): SandboxStatus => this.#status;
  /** The cells as the sandbox has them: what is typed now may be a moment newer. */
  readonly sentCells = (): readonly NotebookCell[] => this.#sent ?? [];

  /**
   * Joins a session to the notebook and runs it; the returned function parts them.
   *
   * @param stale Cells to run at once, where all others show what an earlier visit left; all when absent.
   */
  attach(session: NotebookSession, stale?: readonly string[]): () => void {
    this.#session = session;
    this.#sent = null;
    this.#cold = stale !== undefined;
    for (const [name, value] of this.#inputs.all()) session.setInput(name, value);
    this.#send(!this.#cold);
    if (stale !== undefined && stale.length > 0) session.run([...stale]);
    const unsubscribe = this.#store.subscribe(() => this.#sendSoon());
    return () => {
      unsubscribe();
      clearTimeout(this.#timer);
      this.#session = null;
    };
  }

  setStatus(status: SandboxStatus): void {
    this.#status = status;
    for (const listener of this.#listeners) listener();
  }

  /** Runs these cells, and what depends on them, on their present text. */
  run(cellIds: readonly string[]): void {
    for (const listener of this.#askedListeners) listener(cellIds);
    this.#send(false);
    this.#session?.run([...cellIds]);
  }

  /** All but the cells that are run by their own button only. */
  runAll(): void {
    const { cells } = this.#store.document();
    for (const listener of this.#runAllListeners) listener();
    this.run(cells.filter((cell) => cell.run !== "confirm").map((cell) => cell.id));
  }

  /** Calls back before all cells are run; the returned function ends that. */
  onRunAll(listener: () => void): () => void {
    this.#runAllListeners.add(listener);
    return () => this.#runAllListeners.delete(listener);
  }

  /** Calls back with the cells that a person runs; the returned function ends that. */
  onAsked(listener: (cellIds: readonly string[]) => void): () => void {
    this.#askedListeners.add(listener);
    return () => this.#askedListeners.delete(listener);
  }

  /** Lets a cell that took long run by itself again. */
  promote(cellId: string): void {
    this.#session?.promote(cellId);
  }

  /** Audits a cell's backtests however long it takes, on its present text. */
  audit(cellId: string): void {
    this.#send(false);
    this.#session?.audit(cellId);
  }

  /** Cells that show what an earlier visit left have not read any input: they run first, to hear of it. */
  setInput(name: string, value: InputValue): void {
    this.#inputs.keep(name, value);
    if (this.#cold) this.#warm();
    this.#session?.setInput(name, value);
  }

  /** Puts inputs back to what their cells say; all that were moved where none is named. */
  resetInputs(names: Iterable<string> = this.#inputs.all().keys()): void {
    for (const name of [...names]) if (this.#inputs.isMoved(name)) this.setInput(name, null);
  }

  /** Hands a dropped file to the sandbox; an input that names its hash then finds it. */
  async putFile(file: FileContents): Promise<void> {
    await this.#session?.putFile(file);
  }

  stop(): void {
    this.#session?.stop();
  }

  /** Has the sandbox ask for the list of datasets again. */
  relist(): void {
    this.#session?.relist();
  }

  /** Has the sandbox load its prices again; what it showed is out of date for this reason. */
  renew(reason: string): void {
    this.#cold = this.#mode === "lazy";
    this.#session?.renew(reason);
  }

  #warm(): void {
    this.#cold = false;
    this.#send(true);
  }

  #sendSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#send(false), SETTLE_MS);
  }

  #send(run: boolean): void {
    clearTimeout(this.#timer);
    const { cells, run: mode = "auto" } = this.#store.document();
    const relaxed = this.#mode === "lazy" && mode === "auto";
    if (this.#sent === cells && this.#mode === mode && !run) return;
    this.#sent = cells;
    this.#mode = mode;
    this.#session?.setCells([...cells], run || relaxed, mode);
  }
}
