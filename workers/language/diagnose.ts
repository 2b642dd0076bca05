import * as ts from "typescript";
import type { CellDiagnostic, CellEdit, QuickFix } from "./api.ts";
import { cellIdOf, cellPath } from "./cell-file.ts";
import type { CellProgram } from "./cell-program.ts";
import { ABSENT_GLOBALS } from "./host-globals.ts";

/** Most mistakes shown of one cell, and most of them that are looked at for a remedy. */
const MAX_DIAGNOSTICS = 50;
const MAX_MENDED = 10;

/** Remedies that are one small change and surely meant; the others rewrite code. */
const FIXES: ReadonlySet<string> = new Set(["spelling", "addMissingAwait"]);
/**
 * Ceremony that a sketch can do without: types of parameters, proofs that a value is there. If one is not, the run says so.
 */
const CEREMONY: ReadonlySet<number> = new Set([
  ...[7005, 7006, 7008, 7010, 7011, 7015, 7016, 7017, 7018, 7019, 7031, 7034, 7053],
  ...[2531, 2532, 2533, 18047, 18048, 18049],
]);
/** "Cannot find name", in the words that TypeScript has for names of other platforms, too. */
const UNKNOWN_NAME: ReadonlySet<number> = new Set([2304, 2552, 2580, 2583, 2584, 2591, 2592]);

/** An object type of a result runs over many lines, which nobody reads in a tooltip. */
const shorten = (message: string) => message.replace(/'\{ [^']{100,}'/g, "'{ … }'");

function messageOf(diagnostic: ts.Diagnostic): string {
  const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n");
  const name = UNKNOWN_NAME.has(diagnostic.code) ? /'([^']+)'/.exec(message)?.[1] : undefined;
  if (name === undefined) return shorten(message);
  const remedy = ABSENT_GLOBALS.get(name);
  if (remedy !== undefined) return `${name} is not there: ${remedy}`;
  const meant = /Did you mean '([^']+)'/.exec(message)?.[1];
  return `no cell defines ${name}${meant === undefined ? "" : `; did you mean ${meant}?`}`;
}

function editsOf(program: CellProgram, action: ts.CodeFixAction): readonly CellEdit[] | null {
  const edits = action.changes.flatMap(({ fileName, textChanges }) =>
    textChanges.map(({ span, newText }) => {
      const place = program.toCell(fileName, span);
      return place === null ? null : { ...place, insert: newText };
    }),
  );
  return edits.every((edit) => edit !== null) ? edits : null;
}

function fixesOf(program: CellProgram, path: string, diagnostic: ts.Diagnostic): QuickFix[] {
  const { start = 0, length = 0, code } = diagnostic;
  const actions = program.service.getCodeFixesAtPosition(path, start, start + length, [code], {}, {});
  const fixes = actions.flatMap((action) => {
    const edits = FIXES.has(action.fixName) ? editsOf(program, action) : null;
    return edits === null ? [] : [{ title: action.description.replaceAll("'", ""), edits }];
  });
  return fixes.length > 0 ? fixes : respelling(program, path, diagnostic);
}

/** What the compiler asks back about a misspelt option, but has no change for. */
function respelling(program: CellProgram, path: string, diagnostic: ts.Diagnostic): QuickFix[] {
  const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n");
  const meant = /Did you mean (?:to write )?'([\w$]+)'\?/.exec(message)?.[1];
  const span = program.toCell(path, { start: diagnostic.start ?? 0, length: diagnostic.length ?? 0 });
  if (meant === undefined || span === null) return [];
  return [{ title: `Change spelling to ${meant}`, edits: [{ ...span, insert: meant }] }];
}

/** A mistake at the end of what stands around a cell, such as a missing bracket, is shown at the cell's end. */
function spanIn(program: CellProgram, path: string, { start = 0, length = 0 }: ts.Diagnostic) {
  const inside = program.toCell(path, { start, length });
  if (inside !== null) return inside;
  const file = program.file(cellIdOf(path) ?? "");
  if (file === undefined || start < file.prefix) return null;
  const from = Math.min(start - file.prefix, Math.max(0, file.length - 1));
  return { from, to: file.length };
}

/** Mistakes in a cell, in order; grammar alone while its brackets do not match, as all else would be noise. */
export function diagnose(program: CellProgram, cellId: string): CellDiagnostic[] {
  const path = cellPath(cellId);
  if (program.file(cellId) === undefined) return [];
  const syntactic = program.service.getSyntacticDiagnostics(path);
  const found = syntactic.length > 0 ? syntactic : program.service.getSemanticDiagnostics(path);
  const wanted = found.filter(({ code }) => !CEREMONY.has(code));
  const shown = wanted.slice(0, MAX_DIAGNOSTICS).flatMap((diagnostic, i): CellDiagnostic[] => {
    const span = spanIn(program, path, diagnostic);
    if (span === null) return [];
    const severity = diagnostic.category === ts.DiagnosticCategory.Error ? "error" : "warning";
    const fixes = i < MAX_MENDED ? fixesOf(program, path, diagnostic) : [];
    return [{ from: span.from, to: span.to, severity, message: messageOf(diagnostic), fixes }];
  });
  return shown.sort((a, b) => a.from - b.from);
}
