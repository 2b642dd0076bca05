import type { CellFix } from "#engine/notebook/output.ts";
import type { OpenNotebook } from "../_notebook/notebook-context.tsx";

/** A cell's text and its id. */
export interface CellText {
  readonly id: string;
  readonly source: string;
}

/**
 * The texts that a fix makes, by cell; null where it no longer fits: an edit reaches past its cell's text, or two overlap,
 * because the text has changed since the fix was offered.
 */
export function fixedSources(fix: CellFix, cells: readonly CellText[]): ReadonlyMap<string, string> | null {
  const sources = new Map<string, string>();
  for (const cellId of new Set(fix.edits.map((edit) => edit.cellId))) {
    const cell = cells.find(({ id }) => id === cellId);
    const edits = fix.edits.filter((edit) => edit.cellId === cellId).sort((a, b) => b.from - a.from);
    if (!cell) return null;
    let [source, reach] = [cell.source, cell.source.length];
    for (const { from, to, text } of edits) {
      if (from > to || to > reach) return null;
      source = source.slice(0, from) + text + source.slice(to);
      reach = from;
    }
    sources.set(cellId, source);
  }
  return sources;
}

/** Makes a fix's changes, as one step to undo, and runs what they touched; false where the fix no longer fits. */
export function applyFix(
  { store, control }: Pick<OpenNotebook, "store" | "control">,
  fix: CellFix,
  cellId: string,
): boolean {
  const sources = fixedSources(fix, store.document().cells);
  if (sources === null) return false;
  const removed = new Set(fix.removes);
  store.editMany(sources, removed);
  control.run([...new Set([...sources.keys(), cellId])].filter((id) => !removed.has(id)));
  return true;
}
