import { plainText, type ShownColumn } from "./read-table.ts";

/** A rectangle of a table as shown: both ends belong to it. */
export interface CellRange {
  readonly fromRow: number;
  readonly toRow: number;
  readonly fromColumn: number;
  readonly toColumn: number;
}

const CUT_MARK = /… \([\d,]+ characters\)/;

/** A text cut after so many characters, with a mark that says how long it is. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most)}… (${text.length.toLocaleString("en-US")} characters)`;
}

/** Whether the words that a person marked are to be copied as they are; where a cut text's mark is among them the whole cell is meant. */
export function isOwnSelection(marked: string): boolean {
  return marked !== "" && !CUT_MARK.test(marked);
}

/** Most rows that are put on the clipboard; more would hang the program that takes them. */
export const COPY_LIMIT = 100_000;

/** Text that a spreadsheet takes apart again: times in ISO 8601, numbers unrounded, no line breaks or tabs inside a value. */
export function tabSeparated(
  columns: readonly ShownColumn[],
  order: Uint32Array | null,
  range: CellRange,
  withHead: boolean,
): string {
  const chosen = columns.slice(range.fromColumn, range.toColumn + 1);
  const lines = withHead ? [chosen.map((column) => column.name).join("\t")] : [];
  const end = Math.min(range.toRow, range.fromRow + COPY_LIMIT - 1);
  for (let at = range.fromRow; at <= end; at++) {
    const row = order ? (order[at] as number) : at;
    lines.push(chosen.map((column) => valueText(column, row)).join("\t"));
  }
  return lines.join("\n");
}

function valueText({ kind, values }: ShownColumn, row: number): string {
  const value = values[row];
  if (kind === "time" && typeof value === "number" && Number.isFinite(value))
    return new Date(value).toISOString();
  return Number.isNaN(value) ? "" : plainText(value).replaceAll(/[\t\r\n]+/g, " ");
}
