import type { NotebookDiff } from "#engine/notebook/versions/notebook-diff.ts";

const KINDS = ["changed", "added", "removed"] as const;

/** "2 cells changed, 1 added, 1 moved"; says so where nothing did. */
export function changeWords({ cells, title }: NotebookDiff): string {
  const counts = KINDS.map((kind) => [kind, cells.filter((cell) => cell.kind === kind).length] as const);
  const moved = cells.filter((cell) => cell.moved && cell.kind === "same").length;
  const said = [...counts, ["moved", moved] as const].filter(([, count]) => count > 0);
  if (said.length === 0) return title ? "Only the title changed" : "No cell changed";
  return said
    .map(([kind, count], at) =>
      at === 0 ? `${count} ${count === 1 ? "cell" : "cells"} ${kind}` : `${count} ${kind}`,
    )
    .join(", ");
}
