import { withValues } from "./cell-record.ts";
import type { ActiveRun, CellRecord } from "./cell-record.ts";
import { descendants } from "./graph.ts";
import type { NotebookGraph } from "./graph.ts";
import type { CellError, CellOutput, CellState } from "./output.ts";

/** What a run may still do after its end, when a generator that it defined yields. */
export interface Aftermath<Program> {
  /** The graph as it is now. */
  graph(): Pick<NotebookGraph, "children">;
  readonly records: ReadonlyMap<string, CellRecord<Program>>;
  readonly wanted: Set<string>;
  isAuto(record: CellRecord<Program> | undefined): boolean;
  emit(state: CellState): void;
  /** Brings these cells in line; the set is closed downwards. */
  advance(touched: ReadonlySet<string>): void;
  describeError(error: unknown, cellId: string): CellError;
}

/** Another value of a name, and what its cell shows from then on. */
export interface Redefinition {
  readonly name: string;
  readonly value: unknown;
  readonly outputs?: readonly CellOutput[] | undefined;
}

/** Whether a run's values are still the cell's. */
const isHeld = (record: CellRecord<unknown>, run: ActiveRun): boolean =>
  record.held !== null && record.held === run.started;

/** Gives a name another value and has the automatic cells that follow from it run; nothing once the run is superseded. */
export function redefine<Program>(
  after: Aftermath<Program>,
  record: CellRecord<Program>,
  run: ActiveRun,
  { name, value, outputs }: Redefinition,
): void {
  if (!isHeld(record, run)) return;
  const { id } = record.cell;
  record.values = new Map(record.values).set(name, value);
  record.redefined++;
  if (outputs !== undefined) record.outputs = outputs;
  const below = descendants(after.graph(), [id]);
  for (const other of below)
    if (other !== id && after.isAuto(after.records.get(other))) after.wanted.add(other);
  after.emit({ ...withValues(record), ...(outputs && { outputs: [...outputs] }) });
  after.advance(below);
}

/** Whether nothing below a cell runs or is about to; what streams without an end counts as at rest. */
export function readersRest<Program>(after: Aftermath<Program>, cellId: string): boolean {
  return [...descendants(after.graph(), [cellId])].every((id) => {
    const { status, active } = after.records.get(id) ?? {};
    return id === cellId || (status !== "queued" && (status !== "running" || active?.streams === true));
  });
}

/** Shows a failure of what went on after a run's end: the cell has failed, and what reads it waits. */
export function failLate<Program>(
  after: Aftermath<Program>,
  record: CellRecord<Program>,
  run: ActiveRun,
  error: unknown,
): void {
  if (!isHeld(record, run)) return;
  record.held = null;
  record.failure = after.describeError(error, record.cell.id);
  after.advance(descendants(after.graph(), [record.cell.id]));
}

/** Ends what goes on after a cell's last run. */
export function release(record: CellRecord<unknown>): void {
  record.held?.abort();
  record.held = null;
}
