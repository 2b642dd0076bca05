import { parse } from "acorn";
import { transform } from "sucrase";
import { analyseCell, SyntaxProblem } from "#engine/notebook/analysis.ts";
import type { CellAnalysis } from "#engine/notebook/analysis.ts";
import { cellCode } from "#engine/notebook/cell-code.ts";
import { conflictIn } from "#engine/notebook/conflict-markers.ts";
import type { NotebookCell } from "#engine/notebook/document.ts";
import { pythonHint } from "#engine/notebook/foreign-words.ts";
import type { CompiledCell } from "#engine/notebook/host.ts";
import type { CellFix } from "#engine/notebook/output.ts";
import { unknownKindOf, unknownKindWords } from "#engine/notebook/unknown-kind.ts";
import type { SyntaxNode } from "#engine/notebook/scopes.ts";
import { loopGuards } from "./loop-guard.ts";
import type { Insertion } from "./loop-guard.ts";
import { neededNames } from "./needed-names.ts";
import { renamer } from "./renaming.ts";
import { soleDeclarations } from "./sole-declarations.ts";

/** A cell as JavaScript whose lines are the cell's lines. */
export interface CellProgram {
  readonly cellId: string;
  /** Statements; the last expression is returned. */
  readonly body: string;
  readonly defines: readonly string[];
  readonly reads: readonly string[];
  /** Text put into its lines, which columns must not count; sorted. Lines count from 1, columns from 0. */
  readonly inserted: readonly { readonly line: number; readonly column: number; readonly length: number }[];
  /** Characters in front of the first line that are not the cell's own. */
  readonly lead: number;
}

/** A mistake in a cell's text, at a line and column that count from 1. */
export class CellSyntaxError extends Error {
  readonly line: number;
  readonly column: number;
  /** Changes that would mend it. */
  readonly fixes: readonly CellFix[];

  constructor(message: string, line: number, column: number, fixes: readonly CellFix[] = []) {
    super(message);
    this.name = "SyntaxError";
    this.line = line;
    this.column = column;
    this.fixes = fixes;
  }
}

const PARSING = { ecmaVersion: "latest", sourceType: "module", allowAwaitOutsideFunction: true } as const;
const RETURN = "return (";
// A comment may end the expression's line.
const RETURN_END = "\n)";

const position = (text: string, offset: number) => {
  const before = text.slice(0, offset);
  const line = before.split("\n").length;
  return { line, column: offset - before.lastIndexOf("\n") };
};

interface SyntaxPosition {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/** Both parsers say where; neither in the same words. */
function positionOf(error: unknown): SyntaxPosition {
  const { message, loc } = error as { message: string; loc?: { line: number; column: number } };
  const text = message.replace(/^Error transforming cell: /, "").replace(/ \(\d+:\d+\)$/, "");
  return { message: text, line: loc?.line ?? 1, column: (loc?.column ?? 0) + 1 };
}

function stripTypes(text: string): string {
  const code = eraseTypes(text);
  // The transform erases a namespace without a word, values and all; a later use would be a riddle.
  const namespace = /^[ \t]*(?:export\s+)?(?:namespace|module)\s+[\w.]+\s*\{/gm;
  for (const match of text.matchAll(namespace)) {
    const { line, column } = position(text, match.index);
    if (!code.includes(match[0].trim()))
      throw new CellSyntaxError("namespace in a cell; use plain functions and objects", line, column);
  }
  return code;
}

function eraseTypes(text: string): string {
  try {
    return transform(text, { transforms: ["typescript"], disableESTransforms: true, keepUnusedImports: true })
      .code;
  } catch (error) {
    throw furthest(positionOf(error), text);
  }
}

/** Of a mistake inside an arrow function the transform says that the arrow is wrong; where the text has no types in front of it, a plain parser gets further and says what. */
function furthest(first: SyntaxPosition, text: string): CellSyntaxError {
  let { message, line, column } = first;
  try {
    parse(text, PARSING);
  } catch (error) {
    const plain = positionOf(error);
    if (plain.line > line || (plain.line === line && plain.column > column))
      ({ message, line, column } = plain);
  }
  return new CellSyntaxError(message, line, column);
}

function parseProgram(code: string): { program: SyntaxNode; analysis: CellAnalysis } {
  const program = parse(code, PARSING);
  try {
    return { program, analysis: analyseCell(program) };
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
    const { line, column } = position(code, error.offset);
    throw new CellSyntaxError(error.message, line, column);
  }
}

/** What is put into a cell's code: checks of the Stop flag in its loops, and the return of its last expression. */
function insertionsFor(program: SyntaxNode, code: string, { lastExpression }: CellAnalysis): Insertion[] {
  const guards = loopGuards(program, code);
  if (lastExpression === null) return guards;
  const { start, end } = lastExpression;
  const before = guards.filter(({ at }) => at <= start);
  return [
    ...before,
    { at: start, text: RETURN },
    ...guards.slice(before.length),
    { at: end, text: RETURN_END },
  ];
}

/** Where inserted text stands in its line; what begins a line of its own moves nothing. */
function placesOf(code: string, insertions: readonly Insertion[]): CellProgram["inserted"] {
  return insertions
    .filter(({ text }) => text !== RETURN_END)
    .map(({ at, text }) => {
      const { line, column } = position(code, at);
      return { line, column: column - 1, length: text.length };
    });
}

/** A cell that changes another one's value leaves no trace of it: the other shows what it was, and order decides. */
function warningsFor(code: string, { mutations }: CellAnalysis): CompiledCell<CellProgram>["warnings"] {
  return mutations.map(({ name, what, start }) => ({
    about: name,
    message: `${what} changes ${name}, which is another cell's; change a copy, or do it where ${name} is made`,
    ...position(code, start),
  }));
}

const blank = (text: string) => text.replace(/[^\n]/g, " ");

function toBody(
  code: string,
  { blanks, lastExpression }: CellAnalysis,
  insertions: readonly Insertion[],
): string {
  const end = lastExpression?.end ?? 0;
  const semicolon = code[end - 1] === ";" ? [{ start: end - 1, end }] : [];
  let body = code;
  for (const { start, end } of [...blanks, ...semicolon])
    body = body.slice(0, start) + blank(body.slice(start, end)) + body.slice(end);
  let at = 0;
  const parts: string[] = [];
  for (const insertion of insertions) {
    parts.push(body.slice(at, insertion.at), insertion.text);
    at = insertion.at;
  }
  return parts.join("") + body.slice(at);
}

function refuseConflict(cell: NotebookCell): void {
  const conflict = conflictIn(cell);
  if (conflict !== null) throw new CellSyntaxError(conflict.message, conflict.line, 1, conflict.fixes);
}

/**
 * Compiles a cell: types stripped, names found, lines kept.
 *
 * @returns The names it defines and reads, and a program for `evaluateCell`.
 * @throws CellSyntaxError with the line and column in the cell's own text.
 */
export function compileCell(cell: NotebookCell): CompiledCell<CellProgram> {
  const { text, prefix } = cellCode(cell);
  // In TypeScript the marks may stand in a text of the cell's own; in the others the query or the spec would fail in words about commas.
  if (cell.kind !== "ts" && cell.kind !== "md") refuseConflict(cell);
  try {
    const code = stripTypes(text);
    const { program: tree, analysis } = parseProgram(code);
    const { defines, reads } = analysis;
    const insertions = insertionsFor(tree, code, analysis);
    const body = toBody(code, analysis, insertions);
    const inserted = placesOf(code, insertions);
    const program = { cellId: cell.id, body, defines, reads, inserted, lead: prefix };
    const rename = renamer(text, code, analysis.uses);
    const needs = neededNames(text, code, analysis, prefix);
    const soles = soleDeclarations(tree, text, code, prefix);
    return { defines, reads, program, needs, rename, soles, warnings: warningsFor(code, analysis) };
  } catch (error) {
    refuseConflict(cell);
    const { message, line, column } = error instanceof CellSyntaxError ? error : positionOf(error);
    const hint = cell.kind === "ts" ? pythonHint(text.split("\n")[line - 1] ?? "") : "";
    const unknown = unknownKindOf(cell);
    const lead = unknown === undefined ? "" : `${unknownKindWords(unknown)}: `;
    throw new CellSyntaxError(
      lead + message + hint,
      line,
      Math.max(1, line === 1 ? column - prefix : column),
    );
  }
}
