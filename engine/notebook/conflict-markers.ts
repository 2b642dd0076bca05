import type { NotebookCell } from "./document.ts";
import type { CellFix } from "./output.ts";

/** One disagreement as git writes it into a file: this side, with diff3 what both came from, and the other side. */
const CONFLICT =
  /^<<<<<<<(?: [^\n]*)?\n([\s\S]*?)(?:^\|{7}(?: [^\n]*)?\n[\s\S]*?)?^=======\r?\n([\s\S]*?)^>>>>>>>(?: [^\n]*)?(?:\n|$)/gm;

/** What a cell with a disagreement in it says, where the first one begins, and what would settle all of them. */
export interface CellConflict {
  readonly message: string;
  /** Counts from 1. */
  readonly line: number;
  readonly fixes: readonly CellFix[];
}

/**
 * Git's marks of a merge that was left undone, which make a notebook's cell no code at all; null for a cell without them.
 *
 * @returns Ways to settle it, each a whole new text: this side, the other, or both after each other.
 */
export function conflictIn({ id, source }: NotebookCell): CellConflict | null {
  const found = [...source.matchAll(CONFLICT)];
  const [first] = found;
  if (first === undefined) return null;
  const fix = (title: string, settle: (ours: string, theirs: string) => string): CellFix => ({
    title,
    edits: [
      {
        ...{ cellId: id, from: 0, to: source.length },
        text: source.replace(CONFLICT, (_, ours: string, theirs: string) => settle(ours, theirs)),
      },
    ],
  });
  const count = found.length === 1 ? "a merge conflict" : `${found.length} merge conflicts`;
  return {
    message: `${count} of git in this cell; keep one side, and take out the lines with <<<<<<<, ======= and >>>>>>>`,
    line: source.slice(0, first.index).split("\n").length,
    fixes: [
      fix("Keep the upper side", (ours) => ours),
      fix("Keep the lower side", (_, theirs) => theirs),
      fix("Keep both", (ours, theirs) => ours + theirs),
    ],
  };
}
