import type { ShownState } from "../_notebook/cell-states.ts";

/** Height of one cell's row on the map. */
export const MAP_ROW_PX = 22;

/** `to` reads a name that `from` defines. */
export interface CellArc {
  readonly from: string;
  readonly to: string;
}

/** All dependencies between the cells of a notebook, each pair once. */
export function cellArcs(order: readonly string[], states: ReadonlyMap<string, ShownState>): CellArc[] {
  const owners = new Map<string, string>();
  for (const id of order)
    for (const name of states.get(id)?.defines ?? []) if (!owners.has(name)) owners.set(name, id);
  return order.flatMap((to) => {
    const parents = new Set((states.get(to)?.reads ?? []).map((name) => owners.get(name)));
    return [...parents].flatMap((from) => (from === undefined || from === to ? [] : [{ from, to }]));
  });
}

/** Which cells stand directly above or below one in the order of dependency. */
export function relatives(id: string, arcs: readonly CellArc[]): ReadonlyMap<string, "parent" | "child"> {
  return new Map([
    ...arcs.filter((arc) => arc.to === id).map((arc) => [arc.from, "parent"] as const),
    ...arcs.filter((arc) => arc.from === id).map((arc) => [arc.to, "child"] as const),
  ]);
}

/** An arc between two rows, wider the further they are apart, within `width`. */
export function arcPath(fromRow: number, toRow: number, width: number): string {
  const y = (row: number) => (row + 0.5) * MAP_ROW_PX;
  const reach = Math.min(width - 4, 14 + Math.abs(toRow - fromRow) * 7);
  const x = width - 2;
  return `M${x},${y(fromRow)} C${x - reach},${y(fromRow)} ${x - reach},${y(toRow)} ${x},${y(toRow)}`;
}
