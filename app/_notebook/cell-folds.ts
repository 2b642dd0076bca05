import type { CellShape } from "./cell-shape.ts";

/** The parts of a cell that can be folded away. */
export type CellPart = "code" | "output";

/** Kept in the file as `fold="code output"`, so that a notebook opens as its author left it. */
export function isFolded(cell: CellShape, part: CellPart): boolean {
  return (cell.meta?.["fold"] ?? "").split(" ").includes(part);
}

/** The change that folds a part, or unfolds it. */
export function foldChange(
  cell: CellShape,
  part: CellPart,
  folded: boolean,
): { meta: Record<string, string> } {
  const others = (["code", "output"] as const).filter((other) => other !== part && isFolded(cell, other));
  const fold = [...others, ...(folded ? [part] : [])].join(" ");
  const rest = Object.entries(cell.meta ?? {}).filter(([key]) => key !== "fold");
  return { meta: Object.fromEntries(fold === "" ? rest : [...rest, ["fold", fold]]) };
}
