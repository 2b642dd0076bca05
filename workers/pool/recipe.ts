import { evaluateCell } from "#workers/cells/evaluate.ts";
import type { StopFlag } from "#workers/cells/stop-flag.ts";
import type { CellProgram } from "#workers/cells/syntax.ts";
import { Table } from "#workers/cells/table.ts";
import { helperScope } from "./helper-scope.ts";
import { shareValue } from "./share-value.ts";

/** A cell to be evaluated, with those of its names that are plain values and those that are tables, as their bytes. */
interface Step {
  readonly program: CellProgram;
  readonly given: Readonly<Record<string, unknown>>;
  readonly tables: Readonly<Record<string, Uint8Array>>;
}

/** How another thread makes a value that is code: the cells that it comes from, in order, and its name. */
export interface Recipe {
  readonly name: string;
  readonly steps: readonly Step[];
}

/** A cell as it last ran: its program, what it read of other cells, and the names that are neither's. */
export interface RanCell {
  readonly program: CellProgram;
  readonly values: ReadonlyMap<string, unknown>;
}

/** Where a notebook's names come from. */
export interface CellsBehind {
  /** The cell that defines a name, as it last ran. */
  owner(name: string): RanCell | undefined;
  /** Whether the session gives cells this name. */
  isOfSession(name: string): boolean;
}

/** What gives another value each time it is evaluated is not sent: two threads would run two strategies. */
const IMPURE = /\bMath\s*\.\s*random\b|\bDate\b|\bperformance\b|\bcrypto\b/;

/**
 * Finds how a value of a cell's own scope can be made anew elsewhere.
 *
 * @param scope Names and values that the asking cell reads from others.
 * @returns Undefined where it has no name, or where its cells load data, read inputs or depend on chance or time.
 */
export function recipeOf(
  value: unknown,
  scope: ReadonlyMap<string, unknown>,
  cells: CellsBehind,
): Recipe | undefined {
  const name = [...scope].find(([, each]) => each === value)?.[0];
  if (name === undefined) return undefined;
  const steps = new Map<string, Step>();
  return addSteps(name, cells, steps) ? { name, steps: [...steps.values()] } : undefined;
}

/** Cells above first; the graph has no cycles, or none of them had run. */
function addSteps(name: string, cells: CellsBehind, steps: Map<string, Step>): boolean {
  const cell = cells.owner(name);
  if (cell === undefined) return false;
  const { program, values } = cell;
  if (steps.has(program.cellId)) return true;
  if (IMPURE.test(program.body)) return false;
  if (program.reads.some((read) => !values.has(read) && cells.isOfSession(read) && !(read in helperScope)))
    return false;
  const given: Record<string, unknown> = {};
  const tables: Record<string, Uint8Array> = {};
  for (const [read, value] of values) {
    if (value instanceof Table) {
      tables[read] = sharedBytes(value.ipc);
      continue;
    }
    const shared = shareValue(value);
    if (shared !== undefined) given[read] = shared.copy;
    else if (!addSteps(read, cells, steps)) return false;
  }
  steps.set(program.cellId, { program, given, tables });
  return true;
}

const inShared = new WeakMap<Uint8Array, Uint8Array>();

/** A table's bytes in memory that other threads see, copied once however many sweeps look at it. */
function sharedBytes(ipc: Uint8Array): Uint8Array {
  const known = inShared.get(ipc);
  if (known !== undefined) return known;
  const bytes = new Uint8Array(new SharedArrayBuffer(ipc.byteLength));
  bytes.set(ipc);
  inShared.set(ipc, bytes);
  return bytes;
}

/** Copied out of the shared memory, of which the browser decodes no text. */
const ownTables = (tables: Step["tables"]): Record<string, Table> =>
  Object.fromEntries(Object.entries(tables).map(([name, bytes]) => [name, new Table(bytes.slice())]));

/** Makes a recipe's value on this thread. @throws whatever its cells throw. */
export async function followRecipe({ name, steps }: Recipe, stop: StopFlag): Promise<unknown> {
  const made: Record<string, unknown> = {};
  for (const { program, given, tables } of steps) {
    const scope = { ...helperScope, ...made, ...given, ...ownTables(tables) };
    const { values } = await evaluateCell(program, scope, stop);
    for (const [defined, value] of values) made[defined] = value;
  }
  return made[name];
}
