import { newRecord } from "./cell-record.ts";
import type { CellRecord } from "./cell-record.ts";
import type { NotebookCell } from "./document.ts";
import type { NotebookGraph } from "./graph.ts";
import type { CellHost } from "./host.ts";
import type { CellWarning } from "./output.ts";

/**
 * Brings a cell's record in line with its text: it is compiled again only when the text differs.
 *
 * @param old What is known of the cell so far; a mistake in the new text keeps its outputs on the screen.
 */
export function adoptCell<Program>(
  host: Pick<CellHost<Program>, "compile" | "describeError">,
  cell: NotebookCell,
  old: CellRecord<Program> | undefined,
): CellRecord<Program> {
  const record = old ?? newRecord<Program>(cell);
  const same = old?.cell.source === cell.source && old.cell.kind === cell.kind && old.cell.name === cell.name;
  record.cell = cell;
  if (same) return record;
  record.error = null;
  record.demoted = undefined;
  record.keptAutomatic = false;
  try {
    record.compiled = host.compile(cell);
  } catch (error) {
    record.compiled = null;
    record.error = host.describeError(error, cell.id);
  }
  return record;
}

/** Most warnings that one cell shows. */
const MAX_WARNINGS = 50;

/** The cell's warnings that are about a name of another cell; its own values are its own business. */
export function warningsOf(
  { cell, compiled }: CellRecord<unknown>,
  { owners }: Pick<NotebookGraph, "owners">,
): CellWarning[] {
  return (compiled?.warnings ?? [])
    .filter(({ about }) => (owners.get(about) ?? cell.id) !== cell.id)
    .slice(0, MAX_WARNINGS)
    .map(({ message, line, column }) => ({ message, line, column }));
}
