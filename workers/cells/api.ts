import { z } from "zod";
import type { NotebookCell } from "#engine/notebook/document.ts";
import type { CellState } from "#engine/notebook/output.ts";
import { toSandbox, WIRE_VERSION } from "#workers/wire.ts";
import type { FromSandbox, ToSandbox } from "#workers/wire.ts";
import { helpersFor, openCrew } from "#workers/pool/crew.ts";
import { helperMaker } from "#workers/pool/helper-worker.ts";
import { openWarehouseClient } from "#workers/warehouse/client.ts";
import { Auditor } from "./auditor.ts";
import type { AuditedNotebook } from "./audit-run.ts";
import { dropGlobals } from "./drop-globals.ts";
import { createFileShelf } from "./files/file-shelf.ts";
import { createParquetLoader } from "./files/parquet-loader.ts";
import { createHeldInputs } from "./held-inputs.ts";
import { PriceLibrary, type PriceSource } from "./price-library.ts";
import { openCellSession } from "./session.ts";
import type { CellSessionOptions } from "./session.ts";
import { openStopFlag } from "./stop-flag.ts";
import { createWarmUp } from "./warm-up.ts";

type Reply = Extract<ToSandbox, { type: "bars" | "datasets" | "table" | "study" }>;
type Message = FromSandbox extends infer M ? (M extends FromSandbox ? Omit<M, "v"> : never) : never;

/** Questions to the page that have not been answered. */
function createAsker(send: (message: Message) => void) {
  const waiting = new Map<string, (reply: Reply) => void>();
  let asked = 0;
  return {
    ask(question: (requestId: string) => Message): Promise<Reply> {
      const requestId = String(++asked);
      send(question(requestId));
      return new Promise((resolve) => waiting.set(requestId, resolve));
    },
    answer(reply: Reply): void {
      waiting.get(reply.requestId)?.(reply);
      waiting.delete(reply.requestId);
    },
  };
}

function required<T>(value: T | undefined, error: string | undefined): T {
  if (value === undefined) throw new Error(error ?? "the page sent no answer");
  return value;
}

/** Lets messages in: a task of the event loop, without the 4 ms that timers take once they are nested. */
function createBreath(): () => Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      port2.postMessage(null);
    });
}

const FRAME_MS = 16;
const nextFrame = () => new Promise<void>((resolve) => setTimeout(resolve, FRAME_MS));

/** A state that leaves what its cell shows as it is. */
function withoutOutputs(state: CellState): CellState {
  const bare = { ...state };
  for (const part of ["outputs", "logs", "values", "inputs", "prices"] as const) delete bare[part];
  return bare;
}

/** What the frame hands a new cells' worker. */
export interface KernelParts {
  /** Leads to the page. */
  readonly wire: MessagePort;
  /** Leads to the warehouse beside it. */
  readonly warehouse: MessagePort;
  /** Holds the number of the latest Stop; null where memory cannot be shared. */
  readonly stop: SharedArrayBuffer | null;
  /** Address of this worker's own code, for those that help it. */
  readonly kernelUrl: string;
}

/** Starts the cells' worker. */
export function startKernel(parts: KernelParts): void {
  const { wire, warehouse: warehousePort, stop: stopMemory, kernelUrl } = parts;
  const stop = openStopFlag(stopMemory);
  const send = (message: Message) => wire.postMessage({ ...message, v: WIRE_VERSION });
  const asker = createAsker(send);
  const warehouse = openWarehouseClient(warehousePort);
  let cells: readonly NotebookCell[] = [];
  const inputs = createHeldInputs((name, value) => {
    auditor.pause();
    session.setInput(name, value);
  });
  const parquet = createParquetLoader();
  const files = createFileShelf(parquet.read);
  const prices: PriceSource = {
    async loadBars(request) {
      const reply = await asker.ask((requestId) => ({ type: "want-bars", requestId, request }));
      return required(reply.type === "bars" ? reply.ipc : undefined, reply.error);
    },
    async readTable(name) {
      const reply = await asker.ask((requestId) => ({ type: "want-table", requestId, name }));
      return required(reply.type === "table" ? reply.ipc : undefined, reply.error);
    },
    async listDatasets() {
      const reply = await asker.ask((requestId) => ({ type: "want-datasets", requestId }));
      return required(reply.type === "datasets" ? reply.datasets : undefined, reply.error);
    },
  };
  const library = new PriceLibrary(warehouse, prices);
  const breathe = createBreath();
  const options: CellSessionOptions = {
    warehouse,
    files,
    prices,
    emit(state: CellState) {
      auditor.saw(state);
      send({ type: "cell", state });
    },
    settled() {
      send({ type: "settled" });
      warmUp.settled(cells);
      auditor.settled();
      inputs.settled();
    },
    breathe,
    stop,
    streams: true,
    nextFrame,
    desk: {
      async order(order, cellId) {
        const reply = await asker.ask((requestId) => ({ type: "want-study", requestId, cellId, order }));
        return z.uuid().parse(required(reply.type === "study" ? reply.study : undefined, reply.error));
      },
      async result(id) {
        const reply = await asker.ask((requestId) => ({ type: "want-study-result", requestId, id }));
        return required(reply.type === "study" ? reply.study : undefined, reply.error);
      },
    },
    crew: stopMemory
      ? openCrew(helpersFor(navigator.hardwareConcurrency), helperMaker(kernelUrl))
      : undefined,
  };
  const session = openCellSession({ ...options, library });
  const hasRun = () => session.states().some(({ version }) => version > 0);
  const warmUp = createWarmUp({ warehouse, library, hasRun, breathe });
  const notebook: AuditedNotebook = {
    warehouse,
    open: (data, settled) =>
      openCellSession({
        ...options,
        ...data,
        streams: false,
        nextFrame: () => Promise.resolve(),
        emit: () => undefined,
        settled,
      }),
    cells: () => cells,
    states: () => session.states(),
    inputs: () => inputs.all,
  };
  const auditor = new Auditor(notebook, {
    amend: (cellId, version, outputs) => session.amend(cellId, version, outputs),
    tell: (state) => send({ type: "cell", state: withoutOutputs(state) }),
    run: (cellId) => session.run([cellId]),
    breathe,
    isStopAsked: () => stop.isAsked(),
  });
  const handle = (message: ToSandbox): void => {
    if ("requestId" in message) return asker.answer(message);
    if (message.type === "relist") return library.relist();
    auditor.pause();
    warmUp.pause();
    if (message.type === "cells") {
      cells = message.cells;
      session.setCells(cells, message.run, message.mode);
    } else if (message.type === "promote") session.promote(message.cellId);
    else if (message.type === "run") session.run(message.cellIds);
    else if (message.type === "audit") auditor.ask(message.cellId);
    else if (message.type === "input") inputs.take(message.name, message.value, message.waits);
    else if (message.type === "file") {
      if (message.parquet !== undefined) parquet.load(message.parquet);
      files.put(message.hash, message.contents);
    } else {
      stop.heard(message.stop);
      auditor.stop();
      inputs.clear();
      session.stop();
    }
  };
  wire.onmessage = ({ data }: MessageEvent<unknown>) => handle(toSandbox.parse(data));
  dropGlobals();
  send({ type: "ready" });
}
