import type { NotebookCell } from "./document.ts";
import { FIX_EDITS } from "./output.ts";
import type { CellFix } from "./output.ts";

type Edit = CellFix["edits"][number];

/** Puts a new name in place of one that the cell declares; null where the places cannot be told for sure. */
export type Rename = (from: string, to: string) => readonly Omit<Edit, "cellId">[] | null;

/** The first of name2, name3 ... that nothing has. */
function freeName(name: string, isTaken: (name: string) => boolean): string {
  let n = 2;
  while (isTaken(`${name}${n}`)) n++;
  return `${name}${n}`;
}

/** In a block, whatever is declared is the cell's own; `export` would be a mistake there. */
function makeLocal({ id, source }: NotebookCell): CellFix {
  const body = source.replace(/^export\s+(?=(?:const|let|var|function|async|class)\b)/gm, "");
  return {
    title: "Keep its names to this cell",
    edits: [{ cellId: id, from: 0, to: source.length, text: `{\n${body}\n}` }],
  };
}

/**
 * What would mend a name that another cell defines already: a name of its own, or a block around the cell.
 *
 * @param isTaken Whether any cell defines or reads a name.
 */
export function duplicateFixes(
  cell: NotebookCell,
  name: string,
  rename: Rename,
  isTaken: (name: string) => boolean,
): CellFix[] {
  if (cell.kind !== "ts") return [];
  const to = freeName(name, isTaken);
  const edits = rename(name, to)?.map((edit) => ({ cellId: cell.id, ...edit })) ?? [];
  const renamed =
    edits.length === 0 || edits.length > FIX_EDITS ? [] : [{ title: `Rename it here to ${to}`, edits }];
  const local = /^\s*import\b/m.test(cell.source) ? [] : [makeLocal(cell)];
  return [...renamed, ...local];
}

/** What would mend a misspelt name at a place of a cell's text; nothing where the text does not have it there. */
export function spellingFix(
  cell: Pick<NotebookCell, "id" | "source">,
  place: { readonly line: number; readonly column: number },
  name: string,
  meant: string,
): CellFix[] {
  const before = cell.source.split("\n").slice(0, place.line - 1);
  const from = before.reduce((sum, line) => sum + line.length + 1, 0) + place.column - 1;
  if (!cell.source.startsWith(name, from)) return [];
  return [
    {
      title: `Change it to ${meant}`,
      edits: [{ cellId: cell.id, from, to: from + name.length, text: meant }],
    },
  ];
}
