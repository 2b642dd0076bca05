import type { CellDiagnostic, Language } from "./api.ts";
import { callHelp } from "./call-help.ts";
import { openCellProgram } from "./cell-program.ts";
import { complete, explain } from "./completion.ts";
import type { Declarations } from "./declarations.ts";
import { define } from "./definition.ts";
import { diagnose } from "./diagnose.ts";
import { hover } from "./hover.ts";
import { renamable, rename } from "./rename.ts";

/**
 * Opens the language service for one notebook, which has no cells yet.
 *
 * @param declarations What `makeDeclarations` gave at build time.
 */
export function openLanguage(declarations: Declarations): Language {
  const program = openCellProgram(declarations);
  // Reads the declarations now, while nobody waits: what is asked of cells later needs the cells only.
  program.service.getProgram();
  const known = new Map<string, { stamp: string; diagnostics: readonly CellDiagnostic[] }>();
  return {
    update(order, changed) {
      program.update(order, changed);
      const ids = new Set(order);
      for (const id of known.keys()) if (!ids.has(id)) known.delete(id);
    },
    diagnose(cellId) {
      const stamp = program.stamp(cellId);
      const before = known.get(cellId);
      if (before?.stamp === stamp) return before.diagnostics;
      const diagnostics = diagnose(program, cellId);
      known.set(cellId, { stamp, diagnostics });
      return diagnostics;
    },
    complete: (cellId, offset) => complete(program, cellId, offset),
    explain: (cellId, offset, label) => explain(program, cellId, offset, label),
    hover: (cellId, offset) => hover(program, cellId, offset),
    help: (cellId, offset) => callHelp(program, cellId, offset),
    define: (cellId, offset) => define(program, cellId, offset),
    renamable: (cellId, offset) => renamable(program, cellId, offset),
    rename: (cellId, offset, name) => rename(program, cellId, offset, name),
  };
}
