import type { NotebookCell } from "./document.ts";
import type { CompiledCell, StartedRun } from "./host.ts";
import type { InputValue } from "./input-value.ts";
import type {
  CellError,
  CellWarning,
  CellOutput,
  CellState,
  CellStatus,
  DefinedValue,
  LogLine,
} from "./output.ts";
import { OUTPUT_LIMITS } from "./output.ts";
import { ALL_PRICES, MAX_PRICE_READS } from "./price-reads.ts";
import type { CellBasis } from "./staleness.ts";
import { previewValue } from "./value-preview.ts";

/** A run that has not ended, and what it was started with. */
export interface ActiveRun {
  readonly startedAt: number;
  /** Whether the user asked for this very cell. */
  readonly byHand: boolean;
  readonly basis: CellBasis;
  /** Inputs read so far, with the value that was read. */
  readonly inputs: Record<string, InputValue | undefined>;
  /** Prices read so far. */
  readonly prices: Set<string>;
  readonly outputs: CellOutput[];
  readonly logs: LogLine[];
  /** Places of the outputs that updates replace, by whose they are. */
  readonly updated: Map<object | undefined, number>;
  /** Whether it goes on showing things and nobody waits for its end. */
  streams: boolean;
  /** Milliseconds that went to what only a session's first run waits for. */
  waitedMs: number;
  progress: number | undefined;
  lastShownAt: number;
  started: StartedRun | null;
}

/** All that the core knows of one cell. Only the runtime writes it. */
export interface CellRecord<Program> {
  cell: NotebookCell;
  compiled: CompiledCell<Program> | null;
  /** What is unwise in its text, given its neighbours. */
  warnings: readonly CellWarning[];
  /** What the cell shows: of compiling, of its place in the graph, or of the last run. */
  error: CellError | null;
  /** How the last run failed: it belongs to `ran`, as the values do, and is there again when an edit is undone. */
  failure: CellError | null;
  status: CellStatus;
  reason: string | undefined;
  version: number;
  /** Basis of what the cell holds now; null before the first run and when a new run is forced. */
  ran: CellBasis | null;
  hash: string | undefined;
  /** Hash at which the user stopped it: it stays stopped until something changes or it is run by hand. */
  stoppedAt: string | undefined;
  active: ActiveRun | null;
  /** The run that `values` are of: what goes on after its end is ended with it. */
  held: StartedRun | null;
  /** How often a definition was given another value since that run ended; its readers' basis has it. */
  redefined: number;
  /** Whether the user has asked for this cell and its run has not begun. */
  askedFor: boolean;
  /** How long an automatic run took that was too long, ms: the cell waits to be run by hand. */
  demoted: number | undefined;
  /** Whether the user has taken a demotion back. */
  keptAutomatic: boolean;
  values: ReadonlyMap<string, unknown>;
  /** Prices that the last run read. */
  prices: ReadonlySet<string>;
  outputs: readonly CellOutput[];
  logs: readonly LogLine[];
  ms: number | undefined;
  /** What the host was last told, to tell it of changes only. */
  told: string;
}

/** A cell that has never run. */
export function newRecord<Program>(cell: NotebookCell): CellRecord<Program> {
  return {
    cell,
    compiled: null,
    warnings: [],
    failure: null,
    error: null,
    status: "idle",
    reason: undefined,
    version: 0,
    ran: null,
    hash: undefined,
    stoppedAt: undefined,
    active: null,
    held: null,
    redefined: 0,
    askedFor: false,
    demoted: undefined,
    keptAutomatic: false,
    values: new Map(),
    prices: new Set(),
    outputs: [],
    logs: [],
    ms: undefined,
    told: "",
  };
}

/** Whether a cell's result, or the run that is on its way, follows from an input. */
export const readsInput = (record: CellRecord<unknown> | undefined, name: string): boolean =>
  name in (record?.ran?.inputs ?? {}) || name in (record?.active?.inputs ?? {});

/** A run that begins now and has shown nothing yet. */
export function newActiveRun(basis: CellBasis, startedAt: number, byHand: boolean): ActiveRun {
  const nothing = {
    inputs: {},
    prices: new Set<string>(),
    outputs: [],
    logs: [],
    progress: undefined,
    updated: new Map(),
    streams: false,
    waitedMs: 0,
    started: null,
  };
  return { ...nothing, basis, startedAt, byHand, lastShownAt: startedAt };
}

/** The record as the screen sees it; `withOutputs` adds what it shows, absent outputs mean "unchanged". */
export function toState(record: CellRecord<unknown>, withOutputs: boolean): CellState {
  const { cell, compiled, error, reason, hash, ms, active } = record;
  const shown = active ?? record;
  return {
    cellId: cell.id,
    status: record.status,
    version: record.version,
    defines: compiled?.defines.slice(0, 500) ?? [],
    reads: compiled?.reads.slice(0, 500) ?? [],
    ...(reason === undefined ? {} : { reason: reason.slice(0, 1000) }),
    ...(hash === undefined ? {} : { hash }),
    ...(ms === undefined ? {} : { ms }),
    ...(error === null || active !== null ? {} : { error }),
    ...(record.warnings.length === 0 ? {} : { warnings: [...record.warnings] }),
    ...(record.demoted === undefined ? {} : { demoted: record.demoted }),
    ...(active?.progress === undefined ? {} : { progress: active.progress }),
    ...(active?.streams === true ? { streams: true } : {}),
    ...(withOutputs ? { outputs: [...shown.outputs], logs: [...shown.logs] } : {}),
    ...(withOutputs && active === null
      ? { values: definedValues(record), inputs: readInputs(record), prices: readPrices(record) }
      : {}),
  };
}

/** The record as the screen sees it; null where a state without outputs is as it was told before. */
export function stateNews(record: CellRecord<unknown>, withOutputs: boolean): CellState | null {
  const state = toState(record, withOutputs);
  const told = withOutputs ? "" : JSON.stringify(state);
  if (told !== "" && told === record.told) return null;
  record.told = told;
  return state;
}

/** The record with what its names hold now, and what it shows left as it is. */
export const withValues = (record: CellRecord<unknown>): CellState => ({
  ...toState(record, false),
  values: definedValues(record),
});

function definedValues({ values }: CellRecord<unknown>): DefinedValue[] {
  return [...values]
    .slice(0, 500)
    .map(([name, value]) => ({ name: name.slice(0, 200), ...previewValue(value) }));
}

/** Most inputs of one cell that are told of. */
const MAX_INPUTS = 200;

function readPrices({ prices }: CellRecord<unknown>): string[] {
  return prices.size > MAX_PRICE_READS ? [ALL_PRICES] : [...prices];
}

function readInputs({ ran }: CellRecord<unknown>): Record<string, InputValue> {
  const read = Object.entries(ran?.inputs ?? {}).slice(0, MAX_INPUTS);
  return Object.fromEntries(read.map(([name, value]) => [name.slice(0, 200), value ?? null]));
}

/**
 * Adds an output, the last place being kept for the sentence that says that there were more.
 *
 * @returns Its place.
 */
export function pushOutput(outputs: CellOutput[], output: CellOutput): number {
  const room = OUTPUT_LIMITS.outputsPerCell - 1;
  if (outputs.length < room) outputs.push(output);
  else if (outputs.length === room)
    outputs.push({ type: "text", text: `more outputs than ${room}; the rest is not shown` });
  return outputs.length - 1;
}

/** Adds a log line, the last place being kept for the sentence that says that there were more. */
export function pushLog(logs: LogLine[], line: LogLine): void {
  const room = OUTPUT_LIMITS.logLines - 1;
  if (logs.length < room) logs.push(line);
  else if (logs.length === room)
    logs.push({ level: "warn", text: `more log lines than ${room}; the rest is not shown` });
}
