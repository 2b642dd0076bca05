import type { CellError, CellFix, CellWarning } from "#engine/notebook/output.ts";
import type { CellDiagnostic } from "#workers/language/client.ts";
import type { CellMarks } from "./notebook-language.ts";

/** Of each line of a merge that git left undone; the cell's own error says it of all of them. */
const CONFLICT_MARK = "Merge conflict marker encountered.";

/** What of a cell is known, apart from its text. */
export interface CellFindings {
  readonly error: CellError | undefined;
  readonly warnings: readonly CellWarning[];
  readonly marks: CellMarks;
}

function toWarning(source: string, { from, message, fixes }: CellDiagnostic): CellWarning {
  const before = source.slice(0, from);
  return {
    message: message.replace(/\.$/, ""),
    line: before.split("\n").length,
    column: from - before.lastIndexOf("\n"),
    fixes: fixes.slice(0, 3).map(({ title, edits }): CellFix => ({
      title,
      edits: edits.map(({ cellId, from, to, insert }) => ({ cellId, from, to, text: insert })),
    })),
  };
}

/**
 * Why a cell that runs may be wrong all the same, by line: what its thread warns of, and what is mistyped. A line is
 * named once, by its error, else by its warning, else by its first mistake of types.
 */
export function cellDoubts(source: string, { error, warnings, marks }: CellFindings): readonly CellWarning[] {
  const mistyped = marks.source === source ? marks.diagnostics : [];
  const found = [
    ...warnings,
    ...mistyped
      .filter(({ severity, message }) => severity === "error" && message !== CONFLICT_MARK)
      .map((mark) => toWarning(source, mark)),
  ];
  const lines = new Set(error?.line === undefined ? [] : [error.line]);
  const first = found.filter(({ line }) => !lines.has(line) && lines.add(line));
  return first.sort((a, b) => a.line - b.line);
}
