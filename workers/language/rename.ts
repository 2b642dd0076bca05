import type ts from "typescript";
import type { CellEdit, Renamable, Renaming } from "./api.ts";
import { cellPath } from "./cell-file.ts";
import type { CellProgram } from "./cell-program.ts";
import { NAMES } from "./cell-program.ts";
import { define } from "./definition.ts";

/** `{ fast }` becomes `{ fast: quick }`: the property keeps its name. */
const PREFERENCES = { providePrefixAndSuffixTextForRename: true };
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

function locations(program: CellProgram, path: string, at: number): readonly ts.RenameLocation[] {
  return program.service.findRenameLocations(path, at, false, false, PREFERENCES) ?? [];
}

function editsAt(program: CellProgram, found: readonly ts.RenameLocation[], name: string): CellEdit[] {
  return found.flatMap(({ fileName, textSpan, prefixText = "", suffixText = "" }) => {
    const span = program.toCell(fileName, textSpan);
    return span === null ? [] : [{ ...span, insert: prefixText + name + suffixText }];
  });
}

/** Whether the name at an offset can be given another one: not the engine's, and not an SQL cell's from afar. */
export function renamable(program: CellProgram, cellId: string, offset: number): Renamable {
  const file = program.file(cellId);
  const path = cellPath(cellId);
  const info = file && program.service.getRenameInfo(path, offset + file.prefix);
  const span = info?.canRename ? program.toCell(path, info.triggerSpan) : null;
  if (!file || !info?.canRename || span === null) return { refusal: "no name here that can be changed" };
  const { from, to } = span;
  const name = file.text.slice(from + file.prefix, to + file.prefix);
  const definition = define(program, cellId, offset);
  if (definition?.place === "engine") return { refusal: `${name} belongs to the engine; its name is fixed` };
  if (definition?.place === "cell" && definition.span.to === 0)
    return { refusal: `${name} is the name of a cell as a whole; change it above its text` };
  return { name, span: { from, to } };
}

/**
 * The uses of one name in all cells. TypeScript stops at the alias through which cells read each other, so that
 * the uses in the cell that defines it and those everywhere else are found separately.
 */
export function rename(program: CellProgram, cellId: string, offset: number, name: string): Renaming {
  const present = renamable(program, cellId, offset);
  if ("refusal" in present) return present;
  if (!IDENTIFIER.test(name)) return { refusal: `invalid name: ${name}; use letters, digits, _ and $` };
  const owner = program.owner(name);
  if (owner !== undefined && name !== present.name)
    return { refusal: `${name} is defined in cell ${owner} already; choose another name` };
  const path = cellPath(cellId);
  const own = locations(program, path, offset + (program.file(cellId)?.prefix ?? 0));
  const leaves = own.some((found) => program.toCell(found.fileName, found.textSpan) === null);
  const all = leaves ? [...own, ...elsewhere(program, cellId, offset, present.name)] : own;
  const edits = new Map(editsAt(program, all, name).map((edit) => [`${edit.cellId}:${edit.from}`, edit]));
  return { edits: [...edits.values()] };
}

function elsewhere(program: CellProgram, cellId: string, offset: number, name: string): ts.RenameLocation[] {
  const at = program.globalAt(name);
  const readers = at === undefined ? [] : locations(program, NAMES, at);
  const definition = define(program, cellId, offset);
  if (definition?.place !== "cell") return [...readers];
  const { cellId: owner, from } = definition.span;
  const inOwner = locations(program, cellPath(owner), from + (program.file(owner)?.prefix ?? 0));
  return [...readers, ...inOwner];
}
