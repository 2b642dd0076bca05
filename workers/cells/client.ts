import type { NotebookCell, NotebookRun } from "#engine/notebook/document.ts";
import type { InputValue } from "#engine/notebook/input-value.ts";
import type { CellState } from "#engine/notebook/output.ts";
import { WIRE_VERSION } from "#workers/wire.ts";
import type { FromSandbox, ToSandbox } from "#workers/wire.ts";
import { answerQuestion, type PageAnswers, type Question } from "./answer-question.ts";
import type { FileContents } from "./files/file-contents.ts";
import { openFrame } from "./frame.ts";
import type { Frame } from "./frame.ts";
import { createInputThrottle } from "./input-throttle.ts";
import { parseEvent } from "./parse-event.ts";
import { Reopening } from "./reopening.ts";
import { createSessionFiles } from "./session-files.ts";
import type { SessionFile } from "./session-files.ts";

export type { FileContents } from "./files/file-contents.ts";

/** What the sandbox is doing as a whole. */
export type SessionStatus = "starting" | "ready" | "restarting" | "failed";

/** What a session needs of the page. */
export interface SessionOptions extends PageAnswers {
  /** Every validated event of the sandbox, late ones left out. */
  onEvent(event: FromSandbox): void;
  status?(status: SessionStatus, detail?: string): void;
  /** Where the frame is put; the document's body by default. It takes no space. */
  readonly parent?: HTMLElement;
}

/** One notebook's running cells, as the page holds them. */
export interface NotebookSession {
  setCells(cells: readonly NotebookCell[], run: boolean, mode?: NotebookRun): void;
  run(cellIds: readonly string[]): void;
  /** Moves an input; while the cells are busy only the newest value is kept. */
  setInput(name: string, value: InputValue): void;
  /** Lets the cells know of other datasets than there were; what they have read is as it was. */
  relist(): void;
  /** Lets a cell that took long run by itself again. */
  promote(cellId: string): void;
  /** Audits a cell's backtests however long it takes. */
  audit(cellId: string): void;
  /** Gives the cells a dropped file to read, now and after every restart of their worker. */
  putFile(file: FileContents): Promise<void>;
  /** Asks the cells to stop and, 1.5 s later, starts their worker anew; prices stay loaded. */
  stop(): void;
  /** Starts frame and workers anew, so that prices are loaded again: what was fresh is stale for this reason and, unless lazy, runs. */
  renew(reason: string): void;
  dispose(): void;
}

const STOP_GRACE_MS = 1500;
const RESTARTED = "its worker was started anew; runs again when needed";
type Body = ToSandbox extends infer M ? (M extends ToSandbox ? Omit<M, "v"> : never) : never;

const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, 2000);

/** A notebook's cells in the sandbox. A class, since it owns a frame, its port and its timers. */
class Session implements NotebookSession {
  readonly #options: SessionOptions;
  readonly #throttle = createInputThrottle((name, value, waits) =>
    this.#send({ type: "input", name, value, waits }),
  );
  readonly #inputs = new Map<string, InputValue>();
  readonly #files = createSessionFiles();
  readonly #states = new Map<string, CellState>();
  /** Cells that were running when their worker was ended, by source: they wait to be run by hand. */
  readonly #halted = new Map<string, string>();
  readonly #versionBase = new Map<string, number>();
  /** Cells whose run was asked for while no worker was there to run them. */
  readonly #awaited = new Set<string>();
  #cells: readonly NotebookCell[] = [];
  #mode: NotebookRun = "auto";
  #wantsRun = false;
  #frame: Frame | null = null;
  #wire: MessagePort | null = null;
  #ready = false;
  #stops = 0;
  #stopTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #reopening = new Reopening();
  #disposed = false;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#open("starting");
  }

  setCells(cells: readonly NotebookCell[], run: boolean, mode: NotebookRun = "auto"): void {
    this.#cells = cells;
    this.#mode = mode;
    for (const cell of cells) if (this.#halted.get(cell.id) !== cell.source) this.#halted.delete(cell.id);
    if (!this.#ready) this.#wantsRun ||= run;
    else this.#sendCells(run);
  }

  run(cellIds: readonly string[]): void {
    const freed = cellIds.filter((id) => this.#halted.delete(id));
    if (!this.#ready) for (const id of cellIds) this.#awaited.add(id);
    if (freed.length > 0) this.#sendCells(false);
    this.#send({ type: "run", cellIds: [...cellIds] });
  }

  setInput(name: string, value: InputValue): void {
    this.#inputs.set(name, value);
    this.#throttle.set(name, value);
  }

  relist(): void {
    this.#send({ type: "relist" });
  }

  promote(cellId: string): void {
    this.#send({ type: "promote", cellId });
  }

  audit(cellId: string): void {
    this.#send({ type: "audit", cellId });
  }

  async putFile(file: FileContents): Promise<void> {
    this.#sendFile(await this.#files.add(file));
  }

  stop(): void {
    if (!this.#ready) return;
    this.#throttle.clear();
    this.#stops++;
    this.#frame?.stop(this.#stops);
    this.#send({ type: "abort", stop: this.#stops });
    clearTimeout(this.#stopTimer);
    this.#stopTimer = setTimeout(() => this.#respawn(), STOP_GRACE_MS);
  }

  renew(reason: string): void {
    this.#wantsRun = this.#mode !== "lazy";
    this.#reopen("stopped; run it to go on", reason);
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#stopTimer);
    this.#reopening.end();
    this.#wire?.close();
    this.#frame?.dispose();
  }

  #report(status: SessionStatus, detail?: string): void {
    if (!this.#disposed) this.#options.status?.(status, detail);
  }

  #open(status?: SessionStatus): void {
    this.#ready = false;
    if (status !== undefined) this.#report(status);
    const events = {
      silent: () => this.#reopen("the sandbox stopped answering and was started anew; run it to go on"),
      broken: (what: string) => this.#replace(what),
      fault: (message: string) => this.#options.onEvent({ type: "fault", v: WIRE_VERSION, message }),
    };
    openFrame(this.#options.parent ?? document.body, events, this.#reopening.limitMs).then(
      (frame) => {
        this.#frame = frame;
        if (this.#disposed) frame.dispose();
        else this.#spawn();
      },
      (error: unknown) => this.#openAgain(messageOf(error)),
    );
  }

  #openAgain(why: string): void {
    if (this.#disposed) return;
    const isLong = this.#reopening.again(() => this.#open());
    if (isLong) this.#report("failed", why);
  }

  /** A frame without one of its workers is of no use. */
  #replace(what: string): void {
    this.#frame?.dispose();
    this.#frame = null;
    this.#ready = false;
    this.#haltRunning("stopped; run it to go on");
    this.#openAgain(`the script of its ${what} did not load`);
  }

  /** A new frame, whose prices are loaded anew; the old one's process may be gone (out of memory, say). */
  #reopen(halted: string, stale = RESTARTED): void {
    this.#frame?.dispose();
    this.#frame = null;
    this.#haltRunning(halted, stale);
    this.#open("restarting");
  }

  #respawn(): void {
    if (this.#disposed || this.#frame === null) return;
    this.#ready = false;
    this.#report("restarting");
    this.#haltRunning("stopped; run it to go on");
    this.#spawn();
  }

  #spawn(): void {
    this.#wire?.close();
    const { port1, port2 } = new MessageChannel();
    this.#wire = port1;
    port1.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (this.#wire === port1) this.#receive(data);
    };
    this.#frame?.spawn(port2);
  }

  #haltRunning(halted: string, stale = RESTARTED): void {
    this.#throttle.clear();
    for (const [id, state] of this.#states) {
      this.#versionBase.set(id, state.version);
      const busy = state.status === "running" || state.status === "queued";
      const source = this.#cells.find((cell) => cell.id === id)?.source;
      if (state.status === "running" && source !== undefined) this.#halted.set(id, source);
      if (busy || state.status === "fresh")
        this.#show(busy ? this.#kept(state, "stopped", halted) : this.#kept(state, "stale", stale));
    }
  }

  /** What a cell showed stays on the screen; only its worker's memory is gone. */
  #kept(state: CellState, status: CellState["status"], reason: string): CellState {
    const kept = { ...state, status, reason };
    delete kept.outputs;
    delete kept.logs;
    return kept;
  }

  #show(state: CellState): void {
    this.#states.set(state.cellId, state);
    this.#options.onEvent({ type: "cell", v: WIRE_VERSION, state });
  }

  #send(body: Body, transfer: Transferable[] = []): void {
    if (this.#ready) this.#wire?.postMessage({ ...body, v: WIRE_VERSION }, transfer);
  }

  /** A handle goes: its bytes are read where they are wanted, and pass this thread by. */
  #sendFile({ hash, contents, parquet }: SessionFile): void {
    this.#send({ type: "file", hash, contents, ...(parquet && { parquet }) });
  }

  #sendCells(run: boolean): void {
    const cells = this.#cells.map((cell) =>
      this.#halted.has(cell.id) ? { ...cell, run: "manual" as const } : cell,
    );
    this.#send({ type: "cells", cells, run, mode: this.#mode });
  }

  #receive(data: unknown): void {
    const event = parseEvent(data);
    if (typeof event === "string")
      this.#options.onEvent({ type: "fault", v: WIRE_VERSION, message: `dropped: ${event}` });
    else if ("requestId" in event) void this.#answer(event);
    else if (event.type === "cell") this.#receiveCell(event.state);
    else {
      if (event.type === "ready") this.#becomeReady();
      if (event.type === "settled") this.#settle();
      this.#options.onEvent(event);
    }
  }

  /** A new worker counts runs from 0: versions go on from where the old one was, and what a cell showed stays. */
  #receiveCell(state: CellState): void {
    const base = this.#versionBase.get(state.cellId) ?? 0;
    if (state.version === 0 && base > 0 && state.status === "idle") return;
    this.#show({ ...state, version: state.version + base });
  }

  #becomeReady(): void {
    this.#ready = true;
    this.#reopening.succeeded();
    for (const file of this.#files.all()) this.#sendFile(file);
    for (const [name, value] of this.#inputs) this.#send({ type: "input", name, value, waits: false });
    this.#sendCells(this.#wantsRun);
    this.#wantsRun = false;
    if (this.#awaited.size > 0) this.#send({ type: "run", cellIds: [...this.#awaited] });
    this.#awaited.clear();
    this.#report("ready");
  }

  #settle(): void {
    clearTimeout(this.#stopTimer);
    this.#throttle.ready();
  }

  async #answer(question: Question): Promise<void> {
    const answer = await answerQuestion(this.#options, question);
    this.#send(answer, "ipc" in answer && answer.ipc ? [answer.ipc.buffer] : []);
  }
}

/** Opens a sandbox for one notebook: a hidden frame, its workers and the wire to them. */
export function openSession(options: SessionOptions): NotebookSession {
  return new Session(options);
}
