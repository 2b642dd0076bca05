import type { CellState } from "#engine/notebook/output.ts";

type Reach = Pick<CellState, "cellId" | "defines" | "reads">;

/** Ids of a cell and of every cell that it reads from, however far; each cell once. */
export function cellClosure(states: readonly Reach[], cellId: string): ReadonlySet<string> {
  const owners = new Map(states.flatMap((state) => state.defines.map((name) => [name, state.cellId])));
  const reads = new Map(states.map((state) => [state.cellId, state.reads]));
  const found = new Set<string>([cellId]);
  for (const id of found)
    for (const name of reads.get(id) ?? []) {
      const owner = owners.get(name);
      if (owner !== undefined) found.add(owner);
    }
  return found;
}
