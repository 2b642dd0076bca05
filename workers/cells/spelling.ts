import { nearest } from "#engine/catalogue.ts";
import type { NotebookCell } from "#engine/notebook/document.ts";
import { spellingFix } from "#engine/notebook/fixes.ts";
import { foreignRemedy } from "#engine/notebook/foreign-words.ts";
import type { CellError } from "#engine/notebook/output.ts";

const UNDEFINED_NAME = /^ReferenceError: ([A-Za-z_$][\w$]*) is not defined$/;

/**
 * Says which name was meant where one is not defined, and offers to write it.
 *
 * @param names What cells can reach: the engine's names and those that other cells define.
 */
export function withSpelling(
  error: CellError,
  cell: Pick<NotebookCell, "id" | "source"> | undefined,
  names: () => readonly string[],
): CellError {
  const name = UNDEFINED_NAME.exec(error.message)?.[1];
  if (name === undefined) return error;
  const foreign = foreignRemedy(name);
  if (foreign !== undefined) return { ...error, message: `${name} is not defined; ${foreign}` };
  const meant = nearest(name, names());
  if (meant === undefined)
    return { ...error, message: `${name} is not defined; define it in a cell, or see the reference` };
  const place = error.frames.find((frame) => frame.cellId === cell?.id);
  const fixes = place && cell ? spellingFix(cell, place, name, meant) : [];
  return {
    ...error,
    message: `${name} is not defined; did you mean ${meant}?`,
    ...(fixes.length > 0 && { fixes }),
  };
}
