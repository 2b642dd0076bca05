import { release } from "./aftermath.ts";
import type { CellRecord } from "./cell-record.ts";
import { duplicateFixes } from "./fixes.ts";
import { ancestors, descendants } from "./graph.ts";
import type { GraphProblem, NotebookGraph } from "./graph.ts";
import { mergeFix } from "./merge-fix.ts";
import type { CellError, CellFix } from "./output.ts";
import { asksFirst } from "./run-modes.ts";
import { staleReason } from "./staleness.ts";
import type { CellBasis } from "./staleness.ts";

/** What deciding a cell's status looks at; `wanted` loses the cells that cannot or need not run. */
export interface Judging<Program> {
  readonly graph: NotebookGraph;
  readonly records: ReadonlyMap<string, CellRecord<Program>>;
  readonly wanted: Set<string>;
  basisOf(record: CellRecord<Program>, inputNames: readonly string[]): CellBasis;
}

/** Ends a cell's run, if one is on its way; whatever it still reports is dropped. */
export function cancelRun(record: CellRecord<unknown>): void {
  release(record);
  record.active?.started?.abort();
  record.active = null;
}

const nameOf = (judging: Judging<unknown>, id: string, reader?: CellRecord<unknown>): string => {
  const defines = judging.records.get(id)?.compiled?.defines ?? [];
  return defines.find((name) => reader?.compiled?.reads.includes(name)) ?? defines[0] ?? `cell ${id}`;
};

/** One cell of two, if nothing that the newer one needs follows from the older one: else it would be a circle. */
function merges(judging: Judging<unknown>, record: CellRecord<unknown>, ownerId: string): CellFix[] {
  const owner = judging.records.get(ownerId);
  if (record.compiled === null || !owner?.compiled) return [];
  const needed = ancestors(judging.graph, [record.cell.id]);
  for (const own of [ownerId, record.cell.id]) needed.delete(own);
  if ([...descendants(judging.graph, [ownerId])].some((id) => needed.has(id))) return [];
  const newer = { cell: record.cell, compiled: record.compiled };
  return mergeFix(newer, { cell: owner.cell, compiled: owner.compiled });
}

function problemError(
  judging: Judging<unknown>,
  record: CellRecord<unknown>,
  problem: GraphProblem,
): CellError {
  const { cell, compiled } = record;
  if (problem.kind === "cycle") {
    const path = problem.path.map((id) => nameOf(judging, id)).join(" -> ");
    return { code: "cycle", message: `cycle: ${path}; break it by moving one definition`, frames: [] };
  }
  const { name, owner } = problem;
  const isTaken = (other: string): boolean =>
    [...judging.records.values()].some(
      ({ compiled: each }) => each?.defines.includes(other) || each?.reads.includes(other),
    );
  const own = compiled === null ? [] : duplicateFixes(cell, name, compiled.rename, isTaken);
  const fixes = [...own, ...merges(judging, record, owner)];
  const message = `${name} is already defined in cell ${owner}; rename it, put this code in a block, or merge the cells`;
  return { code: "duplicate-name", message, frames: [], ...(fixes.length > 0 && { fixes }) };
}

/** Decides a cell's status; its parents were decided before it. */
export function judgeCell<Program>(
  judging: Judging<Program>,
  record: CellRecord<Program>,
  hash: string,
): void {
  const { id } = record.cell;
  const problem = judging.graph.problems.get(id);
  record.reason = undefined;
  if (problem !== undefined) fail(judging, record, problemError(judging, record, problem));
  else if (record.compiled === null) fail(judging, record, record.error);
  else if (blamed(judging, id) !== undefined) block(judging, record, blamed(judging, id) ?? "");
  else if (record.active !== null) record.status = "running";
  else if (record.ran !== null && record.hash === hash) rest(judging, record);
  else if (record.stoppedAt === hash) halt(judging, record);
  else queueOrWait(judging, record);
}

function fail(judging: Judging<unknown>, record: CellRecord<unknown>, error: CellError | null): void {
  cancelRun(record);
  judging.wanted.delete(record.cell.id);
  record.error = error;
  record.status = "error";
}

/** The first parent that fails or is itself blocked. */
function blamed(judging: Judging<unknown>, id: string): string | undefined {
  return judging.graph.parents.get(id)?.find((parent) => {
    const status = judging.records.get(parent)?.status;
    return status === "error" || status === "blocked";
  });
}

function block(judging: Judging<unknown>, record: CellRecord<unknown>, parent: string): void {
  cancelRun(record);
  judging.wanted.delete(record.cell.id);
  const above = judging.records.get(parent);
  record.status = "blocked";
  record.error = null;
  record.reason =
    above?.status === "blocked"
      ? above.reason
      : `waits for ${nameOf(judging, parent, record)}: cell ${parent} has an error`;
}

function rest(judging: Judging<unknown>, record: CellRecord<unknown>): void {
  judging.wanted.delete(record.cell.id);
  record.error = record.failure;
  record.status = record.error === null ? "fresh" : "error";
}

function halt(judging: Judging<unknown>, record: CellRecord<unknown>): void {
  judging.wanted.delete(record.cell.id);
  record.status = "stopped";
  record.reason = "stopped; run it to go on";
}

/** A stale cell is queued when everything above it is fresh or on its way, else it says what it waits for. */
function queueOrWait(judging: Judging<unknown>, record: CellRecord<unknown>): void {
  release(record);
  const { id } = record.cell;
  const parents = judging.graph.parents.get(id) ?? [];
  const idle = parents.find(
    (p) => !["fresh", "running", "queued"].includes(judging.records.get(p)?.status ?? ""),
  );
  const queued = judging.wanted.has(id) && idle === undefined;
  if (!queued) judging.wanted.delete(id);
  record.status = queued ? "queued" : record.version === 0 ? "idle" : "stale";
  record.error = record.ran?.source === record.cell.source ? record.failure : null;
  if (idle !== undefined)
    record.reason = `waits for ${nameOf(judging, idle, record)}, which ${
      asksFirst(judging.records.get(idle)) ? "is run by its own button only" : "has not run"
    }`;
  else if (record.ran !== null)
    record.reason = staleReason(
      record.ran,
      judging.basisOf(record, Object.keys(record.ran.inputs)),
      (other) => nameOf(judging, other, record),
    );
  else if (record.version > 0) record.reason = "it was asked to run again";
}
