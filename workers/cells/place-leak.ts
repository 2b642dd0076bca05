import { lineOfLeak } from "#engine/audit/line-of-leak.ts";
import type { StrategyRun } from "#engine/audit/replay-difference.ts";
import type { NotebookCell } from "#engine/notebook/document.ts";
import type { AuditVerdict } from "#engine/result.ts";
import { withoutGuards } from "./loop-guard.ts";

/** Cells that name the strategy come first: its text is most likely there. */
function likeliestFirst(cells: readonly NotebookCell[], name: string): NotebookCell[] {
  const rank = ({ source }: NotebookCell): number =>
    source.includes(`"${name}"`) || source.includes(`'${name}'`) ? 0 : 1;
  return cells.filter(({ kind }) => kind === "ts").sort((a, b) => rank(a) - rank(b));
}

/**
 * Adds to a verdict the line, and its cell, that a leak comes from, as the command line names it.
 *
 * @param cells The cells that the backtest follows from.
 * @returns The verdict as it was where there is no leak or no text shows it.
 */
export function placeLeak(
  verdict: AuditVerdict,
  { strategy, options }: StrategyRun,
  cells: readonly NotebookCell[],
): AuditVerdict {
  const { firstLeak } = verdict;
  if (firstLeak === undefined || firstLeak.line !== undefined) return verdict;
  for (const { id, source } of likeliestFirst(cells, strategy.name)) {
    const line = lineOfLeak(source, strategy, options.params ?? {}, firstLeak.what, withoutGuards);
    if (line !== undefined) return { ...verdict, firstLeak: { ...firstLeak, line, cell: id } };
  }
  return verdict;
}
