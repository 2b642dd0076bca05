import type { NotebookCell, NotebookDocument } from "./document.ts";

/** One cell in which two versions of a notebook differ; an absent side has no such cell. */
export interface CellDifference {
  readonly cellId: string;
  readonly mine: NotebookCell | undefined;
  readonly theirs: NotebookCell | undefined;
}

/** What is kept of a difference; "both" puts their cell below mine. */
export type MergeChoice = "mine" | "theirs" | "both";

const same = (a: NotebookCell | undefined, b: NotebookCell | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && print(a) === print(b));

const print = ({ kind, name, source, run, meta }: NotebookCell): string =>
  JSON.stringify([kind, name, source, run, Object.entries(meta ?? {}).sort()]);

/** The cells in which two versions differ: mine in page order, then those that only they have. */
export function compareNotebooks(mine: NotebookDocument, theirs: NotebookDocument): CellDifference[] {
  const other = new Map(theirs.cells.map((cell) => [cell.id, cell]));
  const own = new Set(mine.cells.map((cell) => cell.id));
  const changed = mine.cells.flatMap((cell): CellDifference[] => {
    const theirCell = other.get(cell.id);
    return same(cell, theirCell) ? [] : [{ cellId: cell.id, mine: cell, theirs: theirCell }];
  });
  const added = theirs.cells.filter((cell) => !own.has(cell.id));
  return [...changed, ...added.map((cell) => ({ cellId: cell.id, mine: undefined, theirs: cell }))];
}

/**
 * One notebook of two versions, cell by cell; what nobody decided stays as it is on either side.
 *
 * @param choices By cell id; "both" is the default, so that nothing is lost.
 * @param freshId Gives an id for a cell that stands beside its other version.
 */
export function mergeNotebooks(
  mine: NotebookDocument,
  theirs: NotebookDocument,
  choices: ReadonlyMap<string, MergeChoice>,
  freshId: (taken: ReadonlySet<string>) => string,
): NotebookDocument {
  const differences = new Map(compareNotebooks(mine, theirs).map((one) => [one.cellId, one]));
  const taken = new Set([...mine.cells, ...theirs.cells].map((cell) => cell.id));
  const keep = (id: string): NotebookCell[] => {
    const difference = differences.get(id);
    const choice = choices.get(id) ?? "both";
    const own = choice === "theirs" ? undefined : difference?.mine;
    const other = choice === "mine" ? undefined : difference?.theirs;
    if (own === undefined || other === undefined) return [own, other].flatMap((cell) => cell ?? []);
    const beside = freshId(taken);
    taken.add(beside);
    return [own, { ...other, id: beside }];
  };
  const cells = mine.cells.flatMap((cell) => (differences.has(cell.id) ? keep(cell.id) : [cell]));
  const added = [...differences.values()].filter((one) => one.mine === undefined);
  return { ...mine, cells: added.reduce((page, one) => place(page, keep(one.cellId), theirs), cells) };
}

/** Puts a cell that only they have below the cell that it follows on their page. */
function place(page: NotebookCell[], cells: NotebookCell[], theirs: NotebookDocument): NotebookCell[] {
  const [cell] = cells;
  if (!cell) return page;
  const at = theirs.cells.findIndex(({ id }) => id === cell.id);
  const above = theirs.cells.slice(0, at).findLast(({ id }) => page.some((one) => one.id === id));
  const index = above ? page.findIndex(({ id }) => id === above.id) + 1 : 0;
  return page.toSpliced(index, 0, ...cells);
}
