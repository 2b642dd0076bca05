import type { NotebookCell } from "#engine/notebook/document.ts";
import { parseNotebook, printNotebook } from "#engine/notebook/percent-format.ts";

/** Cells travel as the text of a notebook file, so that any editor takes them and any file can be pasted. */
export function cellsToText(cells: readonly NotebookCell[]): string {
  return printNotebook({ title: "", cells: [...cells] });
}

const MARKER = /^(?:\/\/ --- notebook$|\/\/ %%)/m;

/** True for text that is a notebook file or part of one, and so is cells rather than words. */
export function looksLikeCells(text: string): boolean {
  return MARKER.test(text);
}

/**
 * The cells of a pasted text; plain text is one TypeScript cell.
 *
 * @throws EngineError "over-limit" for more than a notebook may hold.
 */
export function textToCells(text: string): readonly NotebookCell[] {
  if (looksLikeCells(text)) return parseNotebook(text).cells;
  return text.trim() === ""
    ? []
    : [{ id: "pasted", kind: "ts", source: text.replace(/\r\n?/g, "\n").trim() }];
}

let copied = "";

/** Puts cells on the clipboard; the page keeps them too, as browsers may forbid reading it back. */
export function copyCells(cells: readonly NotebookCell[]): void {
  copied = cellsToText(cells);
  navigator.clipboard?.writeText(copied).catch(() => undefined);
}

/** What is to be pasted: the clipboard where it may be read, else what was copied on this page. */
export async function readCopied(): Promise<string> {
  if (copied !== "") return copied;
  try {
    return await navigator.clipboard.readText();
  } catch {
    return "";
  }
}
