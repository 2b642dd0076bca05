import { diffSequences } from "./sequence-diff.ts";

/** A piece of a line, and whether it is what changed in it. */
export interface LinePart {
  readonly text: string;
  readonly changed: boolean;
}

/** One line of two texts laid over each other; `before` and `after` are its 1-based numbers, absent where it is not. */
export interface DiffLine {
  readonly kind: "same" | "removed" | "added";
  readonly before?: number;
  readonly after?: number;
  readonly parts: readonly LinePart[];
}

/** Lines in which less than this share of the words stayed are shown as replaced, without marks inside. */
const ALIKE = 0.35;
/** Blocks with more words than this are not compared word by word. */
const MAX_WORDS = 4_000;
const WORDS = /\n|[^\S\n]+|[\p{L}\p{N}_$]+|[^\s]/gu;

/** Lines of a text; breaks belong to none of them. */
export const linesOf = (text: string): string[] => text.split("\n");

/**
 * Two texts as one list of lines: what stayed, and what was removed above what came in its place, with the words
 * that differ marked where lines are alike. A text without a character has no lines: what is new took nobody's place.
 */
export function diffLines(before: string, after: string): DiffLine[] {
  const [old = [], now = []] = [before, after].map((text) => (text === "" ? [] : linesOf(text)));
  return diffSequences(old, now).flatMap((stretch): DiffLine[] => {
    const [oldFrom, nowFrom] = [stretch.before[0], stretch.after[0]];
    const removed = old.slice(...stretch.before);
    const added = now.slice(...stretch.after);
    if (stretch.same) {
      return removed.map((text, at) => {
        return { kind: "same", before: oldFrom + at + 1, after: nowFrom + at + 1, parts: plain(text) };
      });
    }
    const marked = markWords(removed, added);
    return [
      ...marked.before.map((parts, at): DiffLine => ({ kind: "removed", before: oldFrom + at + 1, parts })),
      ...marked.after.map((parts, at): DiffLine => ({ kind: "added", after: nowFrom + at + 1, parts })),
    ];
  });
}

/** How many lines were added and removed. */
export function countLines(lines: readonly DiffLine[]): { readonly added: number; readonly removed: number } {
  const count = (kind: DiffLine["kind"]) => lines.filter((line) => line.kind === kind).length;
  return { added: count("added"), removed: count("removed") };
}

const plain = (text: string): LinePart[] => (text === "" ? [] : [{ text, changed: false }]);

interface Marked {
  readonly before: readonly (readonly LinePart[])[];
  readonly after: readonly (readonly LinePart[])[];
}

function markWords(removed: readonly string[], added: readonly string[]): Marked {
  const unmarked = { before: removed.map(plain), after: added.map(plain) };
  if (removed.length === 0 || added.length === 0) return unmarked;
  const [old, now] = [wordsOf(removed), wordsOf(added)];
  if (old.length + now.length > MAX_WORDS) return unmarked;
  const stretches = diffSequences(old, now);
  const kept = stretches
    .filter((stretch) => stretch.same)
    .reduce(
      (sum, { before: [from, to] }) => sum + old.slice(from, to).filter((word) => word.trim() !== "").length,
      0,
    );
  const most = Math.max(...[old, now].map((words) => words.filter((word) => word.trim() !== "").length));
  if (kept < ALIKE * most) return unmarked;
  const side = (words: readonly string[], of: "before" | "after") =>
    toLines(
      stretches.map((stretch) => ({ text: words.slice(...stretch[of]).join(""), changed: !stretch.same })),
    );
  return { before: side(old, "before"), after: side(now, "after") };
}

const wordsOf = (lines: readonly string[]): string[] => lines.join("\n").match(WORDS) ?? [];

/** Parts of a block, cut where its lines end. */
function toLines(parts: readonly LinePart[]): LinePart[][] {
  const lines: LinePart[][] = [[]];
  for (const { text, changed } of parts) {
    text.split("\n").forEach((piece, index) => {
      if (index > 0) lines.push([]);
      if (piece !== "") lines.at(-1)?.push({ text: piece, changed });
    });
  }
  return lines;
}
