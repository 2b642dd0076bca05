import type { NotebookCell, NotebookDocument } from "../document.ts";
import { mergeLines } from "./line-merge.ts";
import { type CellChange, diffNotebooks, differs, fieldsOf } from "./notebook-diff.ts";

/** Stands for the title among the cells that a proposal changes; no cell can be called so. */
export const TITLE_CHANGE = "#title";

/** One change that a suggestion makes to its base, and how it fits what the notebook became meanwhile. */
export interface Proposal {
  /** Cell id, or {@link TITLE_CHANGE}. */
  readonly cellId: string;
  /**
   * "clean" where only they changed it; "merged" where both did, on lines apart; "conflict" where taking theirs
   * replaces an edit of mine; "present" where mine says the same already.
   */
  readonly outcome: "clean" | "merged" | "conflict" | "present";
  /** From base to theirs; absent for the title. */
  readonly change?: CellChange;
  /** The cell as it would stand; undefined where it would go, and for the title. */
  readonly cell: NotebookCell | undefined;
}

/**
 * What a suggestion would change in a notebook that may have moved on since it was forked.
 *
 * @param base The text that both began with.
 * @param mine The notebook as it is now.
 * @param theirs The text that is suggested.
 * @returns A proposal per cell that differs between base and theirs, in page order, the title first.
 */
export function proposalsOf(
  base: NotebookDocument,
  mine: NotebookDocument,
  theirs: NotebookDocument,
): Proposal[] {
  const diff = diffNotebooks(base, theirs);
  const own = new Map(mine.cells.map((cell) => [cell.id, cell]));
  const cells = diff.cells.filter(differs).map((change): Proposal => {
    return { cellId: change.cellId, change, ...judge(change, own.get(change.cellId)) };
  });
  if (diff.title === null) return cells;
  const outcome =
    mine.title === diff.title.after ? "present" : mine.title === diff.title.before ? "clean" : "conflict";
  return [{ cellId: TITLE_CHANGE, outcome, cell: undefined }, ...cells];
}

function judge(
  { before, after, moved }: CellChange,
  mine: NotebookCell | undefined,
): Pick<Proposal, "outcome" | "cell"> {
  if (same(mine, after)) return { outcome: moved ? "clean" : "present", cell: mine };
  if (same(mine, before)) return { outcome: "clean", cell: after };
  const merged = before && after && mine ? mergeCells(before, mine, after) : null;
  return merged ? { outcome: "merged", cell: merged } : { outcome: "conflict", cell: after };
}

const same = (a: NotebookCell | undefined, b: NotebookCell | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && fieldsOf(a, b).length === 0);

/** Both edits of a cell, where they are of lines apart and at most one of them is of anything but its text. */
function mergeCells(base: NotebookCell, mine: NotebookCell, theirs: NotebookCell): NotebookCell | null {
  const beside = (cell: NotebookCell) =>
    fieldsOf(base, cell).some((field) => field !== "source" && field !== "look");
  if (beside(mine) && beside(theirs) && !same({ ...mine, source: "" }, { ...theirs, source: "" }))
    return null;
  const source = mergeLines(base.source, mine.source, theirs.source);
  return source === null ? null : { ...(beside(theirs) ? theirs : mine), source };
}

/**
 * The notebook with the accepted changes in it.
 *
 * @param accepted Ids of proposals; others leave the notebook as it is, and unknown ones do nothing.
 */
export function acceptProposals(
  base: NotebookDocument,
  mine: NotebookDocument,
  theirs: NotebookDocument,
  accepted: ReadonlySet<string>,
): NotebookDocument {
  const chosen = proposalsOf(base, mine, theirs).filter(({ cellId }) => accepted.has(cellId));
  const cells = chosen.reduce((page, proposal) => putInPlace(page, proposal, theirs), mine.cells);
  const title = chosen.some(({ cellId }) => cellId === TITLE_CHANGE) ? theirs.title : mine.title;
  return { ...mine, title, cells };
}

function putInPlace(
  page: NotebookCell[],
  { cellId, cell, change }: Proposal,
  theirs: NotebookDocument,
): NotebookCell[] {
  if (change === undefined) return page;
  const at = page.findIndex(({ id }) => id === cellId);
  if (cell === undefined) return page.filter(({ id }) => id !== cellId);
  if (at >= 0 && !change.moved) return page.with(at, cell);
  const rest = page.filter(({ id }) => id !== cellId);
  const place = theirs.cells.findIndex(({ id }) => id === cellId);
  const above = theirs.cells.slice(0, place).findLast(({ id }) => rest.some((one) => one.id === id));
  return rest.toSpliced(above ? rest.findIndex(({ id }) => id === above.id) + 1 : 0, 0, cell);
}
