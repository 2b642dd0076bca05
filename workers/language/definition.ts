import type ts from "typescript";
import type { Definition } from "./api.ts";
import { cellIdOf, cellPath } from "./cell-file.ts";
import { NAMES } from "./cell-program.ts";
import type { CellProgram } from "./cell-program.ts";
import { LOOKBACK } from "./service-host.ts";

/** TypeScript stops a shorthand property, `{ fast }`, at the alias through which cells read each other: one step more. */
function definitionAt(program: CellProgram, path: string, at: number): ts.DefinitionInfo | undefined {
  const found = program.service.getDefinitionAtPosition(path, at) ?? [];
  const alias = found.find(({ fileName }) => fileName === NAMES);
  if (alias === undefined) return found[0];
  return program.service.getDefinitionAtPosition(NAMES, alias.textSpan.start)?.[0];
}

/** Where the name at an offset is defined; an SQL cell, whose name stands outside of its text, is pointed at as a whole. */
export function define(program: CellProgram, cellId: string, offset: number): Definition | null {
  const file = program.file(cellId);
  const found = file && definitionAt(program, cellPath(cellId), offset + file.prefix);
  if (found === undefined) return null;
  const owner = cellIdOf(found.fileName);
  if (owner !== undefined) {
    const span = program.toCell(found.fileName, found.textSpan) ?? { cellId: owner, from: 0, to: 0 };
    return { place: "cell", span };
  }
  return found.fileName.startsWith(LOOKBACK) ? { place: "engine", name: found.name } : null;
}
