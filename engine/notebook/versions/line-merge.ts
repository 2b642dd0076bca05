import { linesOf } from "./line-diff.ts";
import { diffSequences } from "./sequence-diff.ts";

/** What one side put in place of some lines of the base; `to` is exclusive. */
interface Hunk {
  readonly from: number;
  readonly to: number;
  readonly lines: readonly string[];
}

/**
 * Joins two edits of one text line by line.
 *
 * @returns The text with both edits; null where they touch the same or neighbouring lines in different ways.
 * @see Khanna, Kunal and Pierce (2007), A Formal Investigation of Diff3.
 */
export function mergeLines(base: string, mine: string, theirs: string): string | null {
  const lines = linesOf(base);
  const hunks = joinHunks(hunksOf(lines, linesOf(mine)), hunksOf(lines, linesOf(theirs)));
  if (hunks === null) return null;
  const merged = hunks.reduceRight(
    (text, { from, to, lines: own }) => text.toSpliced(from, to - from, ...own),
    lines,
  );
  return merged.join("\n");
}

function hunksOf(base: readonly string[], side: readonly string[]): Hunk[] {
  return diffSequences(base, side)
    .filter((stretch) => !stretch.same)
    .map(({ before, after }) => ({ from: before[0], to: before[1], lines: side.slice(...after) }));
}

/** The hunks of both sides in order; equal ones once, and null where two meet. */
function joinHunks(mine: readonly Hunk[], theirs: readonly Hunk[]): Hunk[] | null {
  const joined: Hunk[] = [];
  for (const hunk of [...mine, ...theirs].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const last = joined.at(-1);
    if (last !== undefined && sameHunk(last, hunk)) continue;
    if (last !== undefined && hunk.from <= last.to) return null;
    joined.push(hunk);
  }
  return joined;
}

const sameHunk = (a: Hunk, b: Hunk): boolean =>
  a.from === b.from &&
  a.to === b.to &&
  a.lines.join("\n") === b.lines.join("\n") &&
  a.lines.length === b.lines.length;
