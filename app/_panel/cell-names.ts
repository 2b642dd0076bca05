import type { ShownState } from "../_notebook/cell-states.ts";

/** A name between cells, and the cells at its other end. */
export interface CellName {
  readonly name: string;
  readonly cells: readonly string[];
}

/** What a cell reads of others, and what it gives them; names that no cell defines are left out. */
export function cellNames(
  id: string,
  order: readonly string[],
  states: ReadonlyMap<string, ShownState>,
): { readonly reads: readonly CellName[]; readonly defines: readonly CellName[] } {
  const own = states.get(id);
  const others = order.filter((each) => each !== id);
  const withName = (name: string, side: "defines" | "reads"): CellName => ({
    name,
    cells: others.filter((each) => states.get(each)?.[side].includes(name)),
  });
  return {
    reads: (own?.reads ?? [])
      .map((name) => withName(name, "defines"))
      .filter(({ cells }) => cells.length > 0),
    defines: (own?.defines ?? []).map((name) => withName(name, "reads")),
  };
}
