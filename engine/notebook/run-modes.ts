import type { ActiveRun, CellRecord } from "./cell-record.ts";
import type { NotebookRun } from "./document.ts";
import type { NotebookGraph } from "./graph.ts";

/** An automatic cell that takes longer than this is run by hand from then on. */
export const SLOW_RUN_MS = 2000;

/** Whether a cell runs by itself when what it reads changes. */
export function isAutomatic(record: CellRecord<unknown> | undefined, notebook: NotebookRun): boolean {
  if (record === undefined || notebook === "lazy") return false;
  return (record.cell.run ?? "auto") === "auto" && record.demoted === undefined;
}

/** Whether a cell is run only when the user asks for this very cell. */
export function asksFirst(record: CellRecord<unknown> | undefined): boolean {
  return record?.cell.run === "confirm";
}

/** Whether a cell that is queued may start: all that it reads is there, and whose runs it asks for is not about to give others. */
export function isReady(
  { parents, makers }: Pick<NotebookGraph, "parents" | "makers">,
  records: ReadonlyMap<string, CellRecord<unknown>>,
  id: string,
): boolean {
  return (
    (parents.get(id) ?? []).every((parent) => records.get(parent)?.status === "fresh") &&
    !(makers.get(id) ?? []).some((maker) => isUnderWay(records.get(maker)))
  );
}

/** Whether a cell's run is going to end soon: what goes on showing things is not waited for. */
function isUnderWay(record: CellRecord<unknown> | undefined): boolean {
  return record?.status === "queued" || (record?.status === "running" && record.active?.streams !== true);
}

/**
 * Demotes an automatic cell whose run took too long, so that a drag of a slider does not start it again and again.
 * What only the first run of a session waits for does not count, such as a database's start. The first run and those that were asked for do not count: the user waits for them knowingly.
 */
export function demoteIfSlow(record: CellRecord<unknown>, run: ActiveRun, ms: number): void {
  const automatic = (record.cell.run ?? "auto") === "auto" && !run.byHand && record.version > 1;
  if (automatic && !record.keptAutomatic && ms - run.waitedMs > SLOW_RUN_MS) record.demoted = ms;
}
