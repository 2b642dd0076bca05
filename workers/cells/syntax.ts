import { parse } from "acorn";
import { transform } from "sucrase";
import { analyseCell, SyntaxProblem } from "#engine/notebook/analysis.ts";
import type { CellAnalysis } from "#engine/notebook/analysis.ts";
import type { NotebookCell } from "#engine/notebook/document.ts";
import type { CompiledCell } from "#engine/notebook/host.ts";
import { escapeSql } from "#engine/notebook/sql-template.ts";

/** A cell as JavaScript whose lines are the cell's lines. */
export interface CellProgram {
  readonly cellId: string;
  /** Statements; the last expression is returned. */
  readonly body: string;
  readonly defines: readonly string[];
  readonly reads: readonly string[];
  /** Text put in front of a line, which its columns must not count: 1-based line to characters. */
  readonly shifts: ReadonlyMap<number, number>;
}

/** A mistake in a cell's text, at a line and column that count from 1. */
export class CellSyntaxError extends Error {
  readonly line: number;
  readonly column: number;

  constructor(message: string, line: number, column: number) {
    super(message);
    this.name = "SyntaxError";
    this.line = line;
    this.column = column;
  }
}

const RETURN = "return (";
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

const position = (text: string, offset: number) => {
  const before = text.slice(0, offset);
  const line = before.split("\n").length;
  return { line, column: offset - before.lastIndexOf("\n") };
};

/** The TypeScript of a cell; an SQL cell is its query, awaited, under its name. */
function typescriptOf(cell: NotebookCell): { text: string; prefix: number } {
  if (cell.kind !== "sql") return { text: cell.source, prefix: 0 };
  const named = cell.name !== undefined && IDENTIFIER.test(cell.name) ? cell.name : undefined;
  const head = named === undefined ? "await sql`" : `const ${named} = await sql\``;
  const tail = named === undefined ? "`" : `\`;${named}`;
  return { text: `${head}${escapeSql(cell.source)}${tail}`, prefix: head.length };
}

/** Both parsers say where; neither in the same words. */
function positionOf(error: unknown): { message: string; line: number; column: number } {
  const { message, loc } = error as { message: string; loc?: { line: number; column: number } };
  const text = message.replace(/^Error transforming cell: /, "").replace(/ \(\d+:\d+\)$/, "");
  return { message: text, line: loc?.line ?? 1, column: (loc?.column ?? 0) + 1 };
}

function stripTypes(text: string): string {
  const { code } = transform(text, {
    transforms: ["typescript"],
    disableESTransforms: true,
    keepUnusedImports: true,
  });
  // The transform erases a namespace without a word, values and all; a later use would be a riddle.
  const namespace = /^[ \t]*(?:export\s+)?(?:namespace|module)\s+[\w.]+\s*\{/gm;
  for (const match of text.matchAll(namespace)) {
    const { line, column } = position(text, match.index);
    if (!code.includes(match[0].trim()))
      throw new CellSyntaxError("namespace in a cell; use plain functions and objects", line, column);
  }
  return code;
}

function parseProgram(code: string): CellAnalysis {
  const program = parse(code, {
    ecmaVersion: "latest",
    sourceType: "module",
    allowAwaitOutsideFunction: true,
  });
  try {
    return analyseCell(program);
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
    const { line, column } = position(code, error.offset);
    throw new CellSyntaxError(error.message, line, column);
  }
}

const blank = (text: string) => text.replace(/[^\n]/g, " ");

function toBody(code: string, { blanks, lastExpression }: CellAnalysis): string {
  let body = code;
  for (const { start, end } of blanks)
    body = body.slice(0, start) + blank(body.slice(start, end)) + body.slice(end);
  if (lastExpression === null) return body;
  const { start, end } = lastExpression;
  const expression = body.slice(start, end).replace(/;$/, "");
  return `${body.slice(0, start)}${RETURN}${expression}\n)${body.slice(end)}`;
}

/**
 * Compiles a cell: types stripped, names found, lines kept.
 *
 * @returns The names it defines and reads, and a program for `evaluateCell`.
 * @throws CellSyntaxError with the line and column in the cell's own text.
 */
export function compileCell(cell: NotebookCell): CompiledCell<CellProgram> {
  const { text, prefix } = typescriptOf(cell);
  try {
    const code = stripTypes(text);
    const analysis = parseProgram(code);
    const { defines, reads, lastExpression } = analysis;
    const shifts = new Map([[1, prefix]]);
    if (lastExpression !== null) {
      const { line } = position(code, lastExpression.start);
      shifts.set(line, (shifts.get(line) ?? 0) + RETURN.length);
    }
    const program = { cellId: cell.id, body: toBody(code, analysis), defines, reads, shifts };
    return { defines, reads, program, warnings: [] };
  } catch (error) {
    const { message, line, column } = error instanceof CellSyntaxError ? error : positionOf(error);
    throw new CellSyntaxError(message, line, Math.max(1, line === 1 ? column - prefix : column));
  }
}
