import type { DiffLine } from "#engine/notebook/versions/line-diff.ts";

/** Lines to be shown, or unchanged ones that are folded away. */
export interface LineBlock {
  readonly folded: boolean;
  readonly lines: readonly DiffLine[];
}

/** Unchanged lines that are shown around a change. */
const CONTEXT = 3;
/** Fewer lines than this are not worth folding. */
const LEAST = 4;

/** Folds unchanged lines that are far from every change. */
export function foldLines(lines: readonly DiffLine[], context: number = CONTEXT): LineBlock[] {
  const near = new Set<number>();
  lines.forEach(({ kind }, at) => {
    if (kind === "same") return;
    for (let other = at - context; other <= at + context; other++) near.add(other);
  });
  const blocks: { folded: boolean; lines: DiffLine[] }[] = [];
  lines.forEach((line, at) => {
    const folded = !near.has(at);
    const last = blocks.at(-1);
    if (last?.folded === folded) last.lines.push(line);
    else blocks.push({ folded, lines: [line] });
  });
  return blocks.map((block) => (block.lines.length < LEAST ? { ...block, folded: false } : block));
}
