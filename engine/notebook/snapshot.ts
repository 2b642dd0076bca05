import { z } from "zod";
import { EngineError } from "../errors.ts";
import { hashText } from "../hash.ts";
import { ENGINE_VERSION } from "../version.ts";
import type { NotebookCell, NotebookDocument } from "./document.ts";
import { NOTEBOOK_LIMITS } from "./document.ts";
import { sameInput } from "./input-value.ts";
import type { InputValue } from "./input-value.ts";
import type { CellOutput, CellState } from "./output.ts";
import { cellState } from "./output.ts";
import { columnBytes, printPlain, readPlain } from "./plain-json.ts";
import { ALL_PRICES, changedPrices, type KnownPrices, priceRead } from "./price-reads.ts";

/** Bounds of what is kept of a notebook's outputs, in characters before compression. */
export const SNAPSHOT_LIMITS = { outputChars: 2_000_000, totalChars: 12_000_000 } as const;

/** What one cell showed, and the text that it showed it for. */
export const cellSnapshot = z.object({
  sourceHash: z.string().max(64).describe("SHA-256 of kind, name and source"),
  ranAt: z.number().describe("UTC ms when the run ended"),
  state: cellState.describe("fresh or failed, outputs and logs included"),
  engine: z.string().max(40).optional().describe("engine that computed it, when not the whole's"),
  data: z.string().max(64).optional().describe("names the prices that it read, when not the whole's"),
  prices: z
    .record(priceRead, z.string().max(1000))
    .optional()
    .describe("names of the prices that it read; where absent it may have read any"),
  cut: z.boolean().optional().describe("whether an output was too large to be kept"),
});
export type CellSnapshot = z.infer<typeof cellSnapshot>;

/** What a notebook's cells showed last: lies beside the notebook's text, never in it. */
export const notebookSnapshot = z.object({
  v: z.literal(1),
  engine: z.string().max(40).describe("engine version that computed it"),
  data: z.string().max(64).describe("names the prices that were there"),
  cells: z.array(cellSnapshot).max(NOTEBOOK_LIMITS.cells),
});
export type NotebookSnapshot = z.infer<typeof notebookSnapshot>;

/** Names a cell's text: equal kind, name and source, equal hash. */
export function sourceHash(cell: NotebookCell): string {
  const known = hashes.get(cell);
  if (known !== undefined) return known;
  const { kind, name = "", source } = cell;
  const hash = hashText(JSON.stringify([kind, name, source]));
  hashes.set(cell, hash);
  return hash;
}

/** Cells are never changed in place, and the page asks for all of them after every run. */
const hashes = new WeakMap<NotebookCell, string>();

/**
 * Prints what cells showed as JSON, for compression and keeping.
 *
 * @param cells In page order.
 * @param data Names the prices that the cells could read.
 * @param totalChars Bound of all outputs together; the smallest are kept, the largest give way.
 * @returns JSON of a {@link notebookSnapshot}; outputs that are not kept are replaced by a sentence that says so.
 */
export function printSnapshot(
  cells: readonly CellSnapshot[],
  data: string,
  totalChars: number = SNAPSHOT_LIMITS.totalChars,
): string {
  const printed = cells.slice(0, NOTEBOOK_LIMITS.cells).map((cell) => ({
    cell,
    outputs: (cell.state.outputs ?? []).map((output) => ({ output, text: printOutput(output) })),
  }));
  const limit = largestKept(
    printed.flatMap(({ outputs }) => outputs.map(({ text }) => text?.length ?? Infinity)),
    totalChars,
  );
  const whole = printed.map(({ cell: { state, ...rest }, outputs }) => {
    const kept = outputs.map(({ output, text }) =>
      text !== null && text.length <= limit ? text : printPlain(notKept(output)),
    );
    const cut = outputs.some(({ text }) => text === null || text.length > limit);
    const text = printPlain({ ...rest, ...(cut ? { cut } : {}), state: { ...state, outputs: [] } });
    return text.replace('"outputs":[]', () => `"outputs":[${kept.join(",")}]`);
  });
  const head = `"v":1,"engine":${JSON.stringify(ENGINE_VERSION)},"data":${JSON.stringify(data)}`;
  return `{${head},"cells":[${whole.join(",")}]}`;
}

/** The length up to which outputs are kept, so that they fit together. */
function largestKept(lengths: readonly number[], totalChars: number): number {
  let [limit, sum] = [0, 0];
  for (const length of lengths.toSorted((a, b) => a - b)) {
    sum += length;
    if (sum > totalChars || length > SNAPSHOT_LIMITS.outputChars) break;
    limit = length;
  }
  return limit;
}

/** The output as text; null when it is larger than may be kept: a chart of a million bars is not written out to be thrown away. */
function printOutput(output: CellOutput): string | null {
  if ((columnBytes(output) * 4) / 3 > SNAPSHOT_LIMITS.outputChars) return null;
  try {
    return printPlain(output);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const notKept = ({ type }: CellOutput): CellOutput => ({
  type: "text",
  text: `${type}: too large to be kept with the notebook; run the cell to see it`,
});

/**
 * Reads a kept snapshot.
 *
 * @throws EngineError "bad-notebook" for anything but a snapshot; nothing of it is believed unchecked.
 */
export function readSnapshot(text: string): NotebookSnapshot {
  try {
    const parsed = notebookSnapshot.safeParse(readPlain(text), { jitless: true });
    if (parsed.success) return parsed.data;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new EngineError("bad-notebook", "kept outputs cannot be read; run the notebook to have them again");
}

/**
 * The states that a notebook opens with before anything has run: kept outputs, each said to be fresh or stale.
 *
 * A cell is stale when its own text, the text of a cell that it reads from, prices that it read or the engine changed
 * since it ran, and when it reads what every run adds to.
 *
 * @param prices What is there now.
 * @param inputs Values of the inputs that were moved, by name.
 */
export function openingStates(
  document: NotebookDocument,
  snapshot: NotebookSnapshot,
  prices: KnownPrices,
  inputs: ReadonlyMap<string, InputValue> = new Map(),
): CellSnapshot[] {
  const kept = new Map(snapshot.cells.map((cell) => [cell.state.cellId, cell]));
  const reasons = staleReasons(document, snapshot, kept, { prices, inputs });
  return document.cells.flatMap((cell) => {
    const found = kept.get(cell.id);
    if (found === undefined || cell.kind === "md") return [];
    const reason = reasons.get(cell.id) ?? (found.cut === true ? NOT_KEPT : undefined);
    if (reason === undefined) return [{ ...found, state: { ...found.state, version: 0 } }];
    const state: CellState = { ...found.state, version: 0, status: "stale", reason };
    return [{ ...found, state }];
  });
}

const NOT_KEPT = "an output was too large to be kept; run it to see it";

/** Tables that grow with every run. */
const GROWING = ["runs", "trades"];

/** What a notebook finds when it is opened. */
interface OpeningWorld {
  readonly prices: KnownPrices;
  readonly inputs: ReadonlyMap<string, InputValue>;
}

/** An input that a cell read with another value than it has now. */
const movedInput = ({ inputs: read = {} }: CellState, now: OpeningWorld["inputs"]): string | undefined =>
  Object.keys(read).find((name) => !sameInput(read[name] ?? null, now.get(name) ?? null));

/** The values of inputs that kept results were computed with; those that were never moved are left out. */
export function snapshotInputs({ cells }: NotebookSnapshot): Map<string, InputValue> {
  const inputs = new Map<string, InputValue>();
  for (const { state } of cells)
    for (const [name, value] of Object.entries(state.inputs ?? {}))
      if (value !== null) inputs.set(name, value);
  return inputs;
}

function staleReasons(
  document: NotebookDocument,
  snapshot: NotebookSnapshot,
  kept: ReadonlyMap<string, CellSnapshot>,
  { prices, inputs }: OpeningWorld,
): ReadonlyMap<string, string> {
  const reasons = new Map<string, string>();
  const cells = new Map(document.cells.map((cell) => [cell.id, cell]));
  for (const [id, { sourceHash: hash, ...record }] of kept) {
    const moved = movedInput(record.state, inputs);
    const others = changedPrices(record.prices ?? { [ALL_PRICES]: record.data ?? snapshot.data }, prices);
    const cell = cells.get(id);
    const engine = record.engine ?? snapshot.engine;
    if (engine !== ENGINE_VERSION) reasons.set(id, `computed by engine ${engine}`);
    else if (others !== undefined) reasons.set(id, others);
    else if (cell === undefined) reasons.set(id, "it was deleted");
    else if (sourceHash(cell) !== hash) reasons.set(id, "its source changed");
    else if (moved !== undefined) reasons.set(id, `input ${moved} changed`);
    else if (record.state.reads.some((name) => GROWING.includes(name)))
      reasons.set(id, "there may be newer runs");
  }
  spread(snapshot, reasons);
  return reasons;
}

/** A stale cell makes stale what reads it, however far down. */
function spread(snapshot: NotebookSnapshot, reasons: Map<string, string>): void {
  const owners = new Map(
    snapshot.cells.flatMap(({ state }) => state.defines.map((name) => [name, state.cellId])),
  );
  for (let grown = true; grown;) {
    grown = false;
    for (const { state } of snapshot.cells) {
      if (reasons.has(state.cellId)) continue;
      const changed = state.reads.find((name) => reasons.has(owners.get(name) ?? ""));
      if (changed === undefined) continue;
      reasons.set(state.cellId, `${changed} changed`);
      grown = true;
    }
  }
}
