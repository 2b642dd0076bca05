import type { NotebookCell, NotebookDocument } from "../document.ts";

/** What of a cell differs; "look" is what is kept with it for the screen only, as folds. */
export type CellField = "source" | "kind" | "name" | "run" | "look";

/** What became of one cell between two versions of a notebook. */
export interface CellChange {
  readonly cellId: string;
  readonly kind: "same" | "added" | "removed" | "changed";
  /** Whether it stands elsewhere among the cells that both versions have. */
  readonly moved: boolean;
  readonly before: NotebookCell | undefined;
  readonly after: NotebookCell | undefined;
  readonly fields: readonly CellField[];
}

/** What became of a notebook between two versions: cells in page order, removed ones where they stood. */
export interface NotebookDiff {
  /** Null where it stayed. */
  readonly title: { readonly before: string; readonly after: string } | null;
  readonly cells: readonly CellChange[];
}

/** Compares two versions of a notebook cell by cell; a cell is the same one where its id is. O(cells squared) at worst. */
export function diffNotebooks(before: NotebookDocument, after: NotebookDocument): NotebookDiff {
  const old = new Map(before.cells.map((cell) => [cell.id, cell]));
  const now = new Set(after.cells.map((cell) => cell.id));
  const moved = movedCells(before, after);
  const changes = after.cells.map((cell) => changeOf(old.get(cell.id), cell, moved.has(cell.id)));
  const removed = before.cells.filter((cell) => !now.has(cell.id));
  const title = before.title === after.title ? null : { before: before.title, after: after.title };
  return { title, cells: removed.reduce((page, cell) => placeRemoved(page, cell, before), changes) };
}

/** Whether anything at all differs. */
export function isChanged({ title, cells }: NotebookDiff): boolean {
  return title !== null || cells.some(differs);
}

/** Whether a cell differs in text or place. */
export const differs = ({ kind, moved }: CellChange): boolean => kind !== "same" || moved;

function changeOf(before: NotebookCell | undefined, after: NotebookCell, moved: boolean): CellChange {
  const fields = before === undefined ? [] : fieldsOf(before, after);
  const kind = before === undefined ? "added" : fields.length > 0 ? "changed" : "same";
  return { cellId: after.id, kind, moved, before, after, fields };
}

/** In which respects two versions of a cell differ. */
export function fieldsOf(before: NotebookCell, after: NotebookCell): CellField[] {
  const own = (["source", "kind", "name", "run"] as const).filter((field) => before[field] !== after[field]);
  return look(before) === look(after) ? own : [...own, "look"];
}

const look = ({ meta }: NotebookCell): string => JSON.stringify(Object.entries(meta ?? {}).sort());

/** Puts a removed cell below the one that it followed. */
function placeRemoved(page: CellChange[], cell: NotebookCell, before: NotebookDocument): CellChange[] {
  const at = before.cells.findIndex(({ id }) => id === cell.id);
  const above = new Set(before.cells.slice(0, at).map(({ id }) => id));
  const index = page.findLastIndex(({ cellId, moved }) => above.has(cellId) && !moved) + 1;
  const change = {
    cellId: cell.id,
    kind: "removed",
    moved: false,
    before: cell,
    after: undefined,
    fields: [],
  } as const;
  return page.toSpliced(index, 0, change);
}

/** Cells of both versions that are not in a longest run of cells whose order stayed. */
function movedCells(before: NotebookDocument, after: NotebookDocument): ReadonlySet<string> {
  const place = new Map(before.cells.map((cell, index) => [cell.id, index]));
  const both = after.cells.filter(({ id }) => place.has(id));
  const stayed = longestRise(both.map(({ id }) => place.get(id) ?? 0));
  return new Set(both.filter((_, index) => !stayed.has(index)).map(({ id }) => id));
}

/** Indices of a longest strictly rising selection. */
function longestRise(values: readonly number[]): ReadonlySet<number> {
  const ends: number[] = []; // ends[k]: index of the smallest value that ends a selection of k + 1
  const previous: number[] = [];
  values.forEach((value, index) => {
    const longer = ends.findIndex((end) => (values[end] ?? 0) >= value);
    const length = longer < 0 ? ends.length : longer;
    previous.push(length === 0 ? -1 : (ends[length - 1] ?? -1));
    ends[length] = index;
  });
  const chosen = new Set<number>();
  for (let index = ends.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1) chosen.add(index);
  return chosen;
}
