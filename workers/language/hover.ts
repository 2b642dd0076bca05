import type { Hover } from "./api.ts";
import { cellPath } from "./cell-file.ts";
import type { CellProgram } from "./cell-program.ts";
import { explanationOf } from "./explanation.ts";

/** The name under an offset: its type, its documentation and the cell that defines it. */
export function hover(program: CellProgram, cellId: string, offset: number): Hover | null {
  const file = program.file(cellId);
  if (file === undefined) return null;
  const path = cellPath(cellId);
  const info = program.service.getQuickInfoAtPosition(path, offset + file.prefix);
  const span = info && program.toCell(path, info.textSpan);
  if (!info || !span) return null;
  const { from, to } = span;
  const name = file.text.slice(from + file.prefix, to + file.prefix);
  // A property may be called as a cell's name is; only a variable has the cell's value.
  const isVariable = !/^\((property|method|parameter|local)/.test(
    info.displayParts?.map(({ text }) => text).join("") ?? "",
  );
  const owner = isVariable ? program.owner(name) : undefined;
  return { from, to, name, ...explanationOf(info), ...(owner === undefined ? {} : { cellId: owner }) };
}
