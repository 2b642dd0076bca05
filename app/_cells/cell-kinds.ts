import type { CellKind } from "#engine/notebook/document.ts";

/** What people may put between two cells, in the order of every menu; a new kind is one entry here. */
export interface CellKindEntry {
  readonly kind: CellKind;
  /** As menus, screen readers and the palette call it. */
  readonly label: string;
  /** Key that turns a cell into this kind in cell mode. */
  readonly key?: string;
  /** Text of a fresh cell; empty when absent. */
  readonly source?: string;
}

export const CELL_KINDS: readonly CellKindEntry[] = [
  { kind: "ts", label: "TypeScript", key: "y" },
  { kind: "sql", label: "SQL", key: "s" },
  { kind: "md", label: "Markdown", key: "m" },
];

/** The name of a kind, for labels. */
export function kindLabel(kind: CellKind): string {
  return CELL_KINDS.find((entry) => entry.kind === kind)?.label ?? kind;
}
