import { ancestors, buildGraph } from "#engine/notebook/graph.ts";
import type { NotebookDocument } from "#engine/notebook/document.ts";
import type { CellState } from "#engine/notebook/output.ts";
import { printNotebook } from "#engine/notebook/percent-format.ts";

/**
 * A cell with everything that it reads, as a notebook's text: what a run of it needs, and nothing else of the notebook.
 *
 * @param states What each cell defines and reads, by its id.
 */
export function neededCells(
  { cells, meta, run }: NotebookDocument,
  states: ReadonlyMap<string, Pick<CellState, "defines" | "reads">>,
  cellId: string,
): string {
  const named = cells.map(({ id }) => {
    const { defines = [], reads = [] } = states.get(id) ?? {};
    return { id, defines, reads };
  });
  const needed = ancestors(buildGraph(named), [cellId]);
  const kept = cells.filter(({ id }) => needed.has(id));
  return printNotebook({ title: "", cells: kept, ...(meta && { meta }), ...(run && { run }) });
}
