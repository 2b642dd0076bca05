import { FLAG, GUARD } from "./loop-guard.ts";
import { NO_STOP } from "./stop-flag.ts";
import type { StopFlag } from "./stop-flag.ts";
import type { CellProgram } from "./syntax.ts";

type CellFunction = (
  scope: Readonly<Record<string, unknown>>,
  define: (getters: object) => void,
  flag: Int32Array,
  guard: () => void,
) => Promise<unknown>;

/** What a cell left behind: what it defined and what its last expression was. */
export interface Evaluation {
  readonly values: ReadonlyMap<string, unknown>;
  readonly shown: unknown;
}

/** V8 keeps ten frames by default: a cell that calls the engine that calls a cell would lose its own line. */
Error.stackTraceLimit = 60;

const compiled = new WeakMap<CellProgram, { names: string; run: CellFunction; prefix: number }>();

/** The address under which a cell's frames appear in stack traces. */
export const cellUrl = (cellId: string): string => `cell/${cellId}.ts`;

/** Everything before the cell's first character stays on its first line, so that line numbers are the cell's own. */
function wrap(program: CellProgram, names: readonly string[]): { prefix: string; code: string } {
  const getters = program.defines.map((name) => `get ${name}(){return ${name}}`).join(",");
  const prefix = `"use strict";(async ({${names.join(",")}}, $define$, ${FLAG}, ${GUARD}) => { $define$({${getters}}); `;
  return { prefix, code: `${prefix}${program.body}\n})\n//# sourceURL=${cellUrl(program.cellId)}` };
}

function functionOf(program: CellProgram, names: readonly string[]): CellFunction {
  const key = names.join();
  const known = compiled.get(program);
  if (known?.names === key) return known.run;
  const { prefix, code } = wrap(program, names);
  // Indirect: the cell sees the worker's globals and its own scope, nothing of ours.
  const run = (0, eval)(code) as CellFunction;
  compiled.set(program, { names: key, run, prefix: prefix.length });
  return run;
}

/** The column in a cell's own text of a place in what runs; both count from 1. */
export function ownColumn(program: CellProgram, line: number, column: number): number {
  let at = column - 1 - (line === 1 ? (compiled.get(program)?.prefix ?? 0) : 0);
  for (const inserted of program.inserted) {
    if (inserted.line === line && at > inserted.column) at = Math.max(inserted.column, at - inserted.length);
  }
  return Math.max(1, at + 1 - (line === 1 ? program.lead : 0));
}

/**
 * Runs a compiled cell.
 *
 * @param scope Values by name; names that the cell does not read are not passed to it.
 * @param stop Looked at by the cell's loops; what its check throws ends them.
 * @returns Its definitions, read when it ends, and the value of its last expression.
 * @throws whatever the cell throws.
 */
export async function evaluateCell(
  program: CellProgram,
  scope: Readonly<Record<string, unknown>>,
  stop: StopFlag = NO_STOP,
): Promise<Evaluation> {
  const names = program.reads.filter((name) => Object.hasOwn(scope, name));
  let getters: Readonly<Record<string, unknown>> = {};
  const define = (object: object): void => {
    getters = object as Readonly<Record<string, unknown>>;
  };
  const shown = await functionOf(program, names)(scope, define, stop.memory, () => stop.check());
  return { values: new Map(program.defines.map((name) => [name, getters[name]])), shown };
}
