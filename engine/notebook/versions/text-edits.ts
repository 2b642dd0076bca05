import { diffSequences } from "./sequence-diff.ts";

/** A stretch of a text and what stands in its place, in UTF-16 units of the text before. */
export interface TextEdit {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

/** A line with its break, or the last one without. */
const LINES = /[^\n]*\n|[^\n]+/g;

/**
 * What changed from one text to another, the last edit first, so that each may be carried out where it says.
 * Texts of several lines are compared line by line, so that what stayed between two edits stays whoever else
 * writes there. No edit cuts a surrogate pair.
 */
export function textEdits(before: string, after: string): TextEdit[] {
  const outer = trimmed(before, after, 0);
  if (outer === null) return [];
  const removed = before.slice(outer.at, outer.at + outer.remove);
  const [old, now] = [linesOf(removed), linesOf(outer.insert)];
  if (old.length < 2 || now.length < 2) return [outer];
  const starts = startsOf(old);
  return diffSequences(old, now)
    .filter((stretch) => !stretch.same)
    .flatMap(({ before: lines, after: into }) => {
      const at = outer.at + (starts[lines[0]] ?? removed.length);
      return trimmed(old.slice(...lines).join(""), now.slice(...into).join(""), at) ?? [];
    })
    .reverse();
}

const linesOf = (text: string): string[] => text.match(LINES) ?? [];

/** Where each line begins. */
function startsOf(lines: readonly string[]): number[] {
  let at = 0;
  return lines.map((line) => (at += line.length) - line.length);
}

/** The one stretch in which two texts differ; null where they are equal. */
function trimmed(before: string, after: string, offset: number): TextEdit | null {
  if (before === after) return null;
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before.charCodeAt(head) === after.charCodeAt(head)) head++;
  if (isHigh(before, head - 1)) head--;
  let tail = 0;
  const room = most - head;
  const [oldEnd, newEnd] = [before.length - 1, after.length - 1];
  while (tail < room && before.charCodeAt(oldEnd - tail) === after.charCodeAt(newEnd - tail)) tail++;
  if (tail > 0 && isLow(before, before.length - tail)) tail--;
  return {
    at: offset + head,
    remove: before.length - head - tail,
    insert: after.slice(head, after.length - tail),
  };
}

const isHigh = (text: string, at: number): boolean => (text.charCodeAt(at) & 0xfc00) === 0xd800;
const isLow = (text: string, at: number): boolean => (text.charCodeAt(at) & 0xfc00) === 0xdc00;
