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

/** Dates of a moment that is given, which are the same everywhere: `new Date(time)`, `Date.UTC(2024, 0, 1)`. */
const GIVEN_DATE = /\bnew\s+Date\s*\(\s*[\w$.[\]*/+\s-]+\)|\bDate\s*\.\s*UTC\b/g;
/**
 * What gives another value each time it is evaluated, or on another machine, is not sent: two threads would run two strategies. Parts of a date
 * without UTC are those of the machine's time zone.
 */
const IMPURE =
  /\bMath\s*\.\s*random\b|\bDate\b|\bperformance\b|\bcrypto\b|\.\s*(?:[gs]et(?:FullYear|Month|Date|Day|Hours|Minutes|Seconds|TimezoneOffset)|toLocale\w*)\b/;

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
  const found = findRecipe(value, scope, cells);
  return typeof found === "string" ? undefined : found;
}

/** Says why {@link recipeOf} finds none: the cell and the word that are in the way, and the remedy; undefined where it finds one. */
export function whyNoRecipe(
  value: unknown,
  scope: ReadonlyMap<string, unknown>,
  cells: CellsBehind,
): string | undefined {
  const found = findRecipe(value, scope, cells);
  return typeof found === "string" ? found : undefined;
}

function findRecipe(
  value: unknown,
  scope: ReadonlyMap<string, unknown>,
  cells: CellsBehind,
): Recipe | string {
  const name = [...scope].find(([, each]) => each === value)?.[0];
  if (name === undefined) return "it has no name; define it under one in a cell of its own";
  const steps = new Map<string, Step>();
  return addSteps(name, cells, steps) ?? { name, steps: [...steps.values()] };
}

/** Cells above first; the graph has no cycles, or none of them had run. @returns What is in the way, if anything. */
function addSteps(name: string, cells: CellsBehind, steps: Map<string, Step>): string | undefined {
  const cell = cells.owner(name);
  if (cell === undefined) return `${name} is defined by no cell; define it in a cell of its own`;
  const { program, values } = cell;
  const { cellId } = program;
  if (steps.has(cellId)) return undefined;
  const [impure] = IMPURE.exec(program.body.replace(GIVEN_DATE, "")) ?? [];
  if (impure !== undefined)
    return `cell ${cellId} uses ${impure.replace(/[\s.]+/g, ".").replace(/^\./, "")}, which is not the same everywhere; use the time of the bars, and dates in UTC`;
  const own = program.reads.find(
    (read) => !values.has(read) && cells.isOfSession(read) && !(read in helperScope),
  );
  if (own !== undefined)
    return `cell ${cellId} uses ${own}, which only its notebook has; leave data and inputs to another cell`;
  const given: Record<string, unknown> = {};
  const tables: Record<string, Uint8Array> = {};
  for (const [read, value] of values) {
    if (value instanceof Table) {
      tables[read] = sharedBytes(value.ipc);
      continue;
    }
    const shared = shareValue(value);
    if (shared !== undefined) given[read] = shared.copy;
    else {
      const obstacle = addSteps(read, cells, steps);
      if (obstacle !== undefined) return obstacle;
    }
  }
  steps.set(cellId, { program, given, tables });
  return undefined;
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
