import { failLate, readersRest, redefine } from "./aftermath.ts";
import type { Aftermath } from "./aftermath.ts";
import { pushLog, pushOutput } from "./cell-record.ts";
import type { ActiveRun, CellRecord } from "./cell-record.ts";
import type { NotebookGraph } from "./graph.ts";
import type { CellRun } from "./host.ts";
import type { InputValue } from "./input-value.ts";

/** Outputs of a cell that is still running are passed on at most this often. */
const PARTIAL_OUTPUT_MS = 100;

/** What a run reads, and whom it tells of what it shows. */
export interface RunSurroundings<Program> {
  readonly graph: Pick<NotebookGraph, "owners">;
  readonly records: ReadonlyMap<string, CellRecord<Program>>;
  readonly inputs: ReadonlyMap<string, InputValue>;
  /** Passes on what a running cell shows so far. */
  tell(record: CellRecord<Program>): void;
  readonly aftermath: Aftermath<Program>;
  now(): number;
}

/** One run as its host sees it; what it reports lands in `active`. */
export function cellRun<Program>(
  record: CellRecord<Program>,
  active: ActiveRun,
  around: RunSurroundings<Program>,
): CellRun<Program> {
  const { cell, compiled, version } = record;
  if (compiled === null) throw new Error(`cell ${cell.id} is started before it is compiled`);
  const tell = (): void => {
    if (record.active !== active) return;
    active.lastShownAt = around.now();
    around.tell(record);
  };
  const tellAtTimes = (): void => {
    if (around.now() - active.lastShownAt >= PARTIAL_OUTPUT_MS) tell();
  };
  return {
    cell,
    version,
    program: compiled.program,
    values: valuesOf(compiled.reads, around),
    show(output) {
      pushOutput(active.outputs, output);
      tellAtTimes();
    },
    update(output, of) {
      const place = active.updated.get(of);
      if (place === undefined) active.updated.set(of, pushOutput(active.outputs, output));
      else active.outputs[place] = output;
      tell();
    },
    withdraw(of) {
      const place = active.updated.get(of);
      if (place === undefined) return;
      active.outputs.splice(place, 1);
      active.updated.delete(of);
      for (const [other, at] of active.updated) if (at > place) active.updated.set(other, at - 1);
      tellAtTimes();
    },
    streams() {
      active.streams = true;
    },
    waited: (ms) => void (active.waitedMs += ms),
    log: (line) => pushLog(active.logs, line),
    progress(share) {
      active.progress = Math.min(1, Math.max(0, share));
      tellAtTimes();
    },
    redefine: (name, value, outputs) => redefine(around.aftermath, record, active, { name, value, outputs }),
    readersRest: () => readersRest(around.aftermath, cell.id),
    failLate: (error) => failLate(around.aftermath, record, active, error),
    readInput: (name) => (active.inputs[name] = around.inputs.get(name)),
    readPrices: (read) => void active.prices.add(read),
  };
}

function valuesOf<Program>(
  reads: readonly string[],
  { graph, records }: RunSurroundings<Program>,
): Map<string, unknown> {
  const values = new Map<string, unknown>();
  for (const name of reads) {
    const owner = graph.owners.get(name);
    if (owner !== undefined) values.set(name, records.get(owner)?.values.get(name));
  }
  return values;
}
