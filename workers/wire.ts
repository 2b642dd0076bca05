import { z } from "zod";
import { barsRequest } from "#engine/data/bars-request.ts";
import { datasetInfo } from "#engine/data/dataset-info.ts";
import { storedTable } from "#engine/data/stored-table.ts";
import { notebookCell, NOTEBOOK_LIMITS, notebookRun } from "#engine/notebook/document.ts";
import { inputValue } from "#engine/notebook/input-value.ts";
import { studyOrder } from "#engine/experiments/study/study-order.ts";
import { cellState } from "#engine/notebook/output.ts";

/** Version of the messages between the page and the sandbox; a peer of another version is refused. */
export const WIRE_VERSION = 1;

const id = z.string().max(64);

/** Page to sandbox. */
export const toSandbox = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("cells"),
    v: z.literal(WIRE_VERSION),
    cells: z.array(notebookCell).max(NOTEBOOK_LIMITS.cells),
    run: z.boolean().describe("run what is stale and automatic at once"),
    mode: notebookRun,
  }),
  z.object({ type: z.literal("relist"), v: z.literal(WIRE_VERSION) }),
  z.object({ type: z.literal("promote"), v: z.literal(WIRE_VERSION), cellId: id }),
  z.object({ type: z.literal("audit"), v: z.literal(WIRE_VERSION), cellId: id }),
  z.object({
    type: z.literal("run"),
    v: z.literal(WIRE_VERSION),
    cellIds: z.array(id).max(NOTEBOOK_LIMITS.cells),
  }),
  z.object({
    type: z.literal("input"),
    v: z.literal(WIRE_VERSION),
    name: z.string().max(100),
    value: inputValue,
    waits: z.boolean().describe("until the cells are done with the value before"),
  }),
  z.object({
    type: z.literal("abort"),
    v: z.literal(WIRE_VERSION),
    stop: z.number().int().positive().describe("counts Stops; the same number stands in shared memory"),
  }),
  z.object({
    type: z.literal("file"),
    v: z.literal(WIRE_VERSION),
    hash: z.string().max(64),
    contents: z.instanceof(Blob).describe("a dropped file, at most 64 MB"),
    parquet: z.string().optional().describe("code of the reader, with a Parquet file"),
  }),
  z.object({
    type: z.literal("bars"),
    v: z.literal(WIRE_VERSION),
    requestId: id,
    ipc: z.instanceof(Uint8Array).optional().describe("Arrow IPC stream, transferred"),
    error: z.string().max(2000).optional(),
  }),
  z.object({
    type: z.literal("table"),
    v: z.literal(WIRE_VERSION),
    requestId: id,
    ipc: z.instanceof(Uint8Array).optional().describe("Arrow IPC stream, transferred"),
    error: z.string().max(2000).optional(),
  }),
  z.object({
    type: z.literal("study"),
    v: z.literal(WIRE_VERSION),
    requestId: id,
    study: z.unknown().optional().describe("its id, or its result with its trials"),
    error: z.string().max(2000).optional(),
  }),
  z.object({
    type: z.literal("datasets"),
    v: z.literal(WIRE_VERSION),
    requestId: id,
    datasets: z.array(datasetInfo).max(20_000).optional(),
    error: z.string().max(2000).optional(),
  }),
]);
export type ToSandbox = z.infer<typeof toSandbox>;

/** Sandbox to page; every one of these is untrusted until parsed. */
export const fromSandbox = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready"), v: z.literal(WIRE_VERSION) }),
  z.object({ type: z.literal("cell"), v: z.literal(WIRE_VERSION), state: cellState }),
  z.object({ type: z.literal("settled"), v: z.literal(WIRE_VERSION) }),
  z.object({ type: z.literal("want-bars"), v: z.literal(WIRE_VERSION), requestId: id, request: barsRequest }),
  z.object({ type: z.literal("want-table"), v: z.literal(WIRE_VERSION), requestId: id, name: storedTable }),
  z.object({ type: z.literal("want-datasets"), v: z.literal(WIRE_VERSION), requestId: id }),
  z.object({
    type: z.literal("want-study"),
    v: z.literal(WIRE_VERSION),
    requestId: id,
    cellId: id,
    order: studyOrder,
  }),
  z.object({ type: z.literal("want-study-result"), v: z.literal(WIRE_VERSION), requestId: id, id: z.uuid() }),
  z.object({ type: z.literal("fault"), v: z.literal(WIRE_VERSION), message: z.string().max(5000) }),
]);
export type FromSandbox = z.infer<typeof fromSandbox>;
