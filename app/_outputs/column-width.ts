import { cellText, type ShownColumn } from "./read-table.ts";

/** Texts longer than this are broken into lines where all rows are in sight. */
export const LINE_CHARS = 40;

/** What the padding of a cell takes, and a little, since digits are wider than the "0" that `ch` is of. */
const PADDING_CHARS = 4;

/** Characters that a column's head and first values need. */
export function charsOf(column: ShownColumn): number {
  const texts = Array.from({ length: Math.min(column.values.length, 40) }, (_, row) =>
    cellText(column.values[row], column),
  );
  return Math.max(column.name.length + 4, ...texts.map((text) => text.length));
}

/**
 * Wide enough for the head and the first values; fixed, so that scrolling never shifts columns. What room is left goes to
 * columns as they need it: equal shares would make each as wide as the widest. Where texts are broken into lines they ask for less.
 */
export function columnWidth(
  column: ShownColumn,
  px: number | undefined,
  wraps: boolean,
): { least: string; track: string } {
  if (px !== undefined) return { least: `${px}px`, track: `${px}px` };
  const wanted = charsOf(column);
  const chars = Math.min(wanted, wraps ? 24 : 48) + PADDING_CHARS;
  return {
    least: `${chars}ch`,
    track: `minmax(${chars}ch, ${Math.min(wanted, wraps ? 80 : 48) + PADDING_CHARS}fr)`,
  };
}
