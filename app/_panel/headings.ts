import type { NotebookDocument } from "#engine/notebook/document.ts";

/** A heading of a markdown cell. */
export interface Heading {
  readonly cellId: string;
  readonly level: number;
  readonly text: string;
}

const FENCE = /^ {0,3}(```|~~~)/;
const HEADING = /^ {0,3}(#{1,4})\s+(.+?)(?:\s+#+)?\s*$/;

/** Headings of the markdown cells, in page order; what looks like one inside a code block is none. */
export function headingsOf(document: NotebookDocument): Heading[] {
  return document.cells
    .filter((cell) => cell.kind === "md")
    .flatMap((cell) => cellHeadings(cell.id, cell.source));
}

function cellHeadings(cellId: string, source: string): Heading[] {
  let fenced = false;
  return source.split("\n").flatMap((line) => {
    if (FENCE.test(line)) fenced = !fenced;
    const match = fenced ? null : HEADING.exec(line);
    return match ? [{ cellId, level: match[1]?.length ?? 1, text: plainWords(match[2] ?? "") }] : [];
  });
}

/** A line of markdown without its marks of emphasis, code and links. */
export function plainWords(text: string): string {
  return text.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/[*_`]/g, "");
}
