import { RangeSetBuilder } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  ViewPlugin,
  type ViewUpdate,
} from "@codemirror/view";

/** Shorter lines wrap in no window that the page is made for. */
const LEAST_CHARS = 40;
/** Deeper text would have no room left. */
const MOST_CHARS = 32;
/** How far the rest of a wrapped line stands behind its beginning. */
const BEHIND = 2;

const looks = new Map<number, Decoration>();

/** A line whose wrapped rest begins `chars` from the left. */
function lookOf(chars: number): Decoration {
  const known = looks.get(chars);
  if (known) return known;
  const style = `padding-left:calc(12px + ${chars}ch);text-indent:-${chars}ch`;
  const look = Decoration.line({ attributes: { style } });
  looks.set(chars, look);
  return look;
}

/** Columns of the blanks that a line begins with; tabs are as wide as the editor shows them. */
export function indentOf(text: string, tabSize: number): number {
  let columns = 0;
  for (const char of text) {
    if (char === " ") columns++;
    else if (char === "\t") columns += tabSize - (columns % tabSize);
    else break;
  }
  return columns;
}

function indents({ state, visibleRanges }: EditorView): DecorationSet {
  const found = new RangeSetBuilder<Decoration>();
  for (const { from, to } of visibleRanges) {
    for (let at = from; at <= to;) {
      const line = state.doc.lineAt(at);
      if (line.length >= LEAST_CHARS) {
        const chars = Math.min(MOST_CHARS, indentOf(line.text, state.tabSize) + BEHIND);
        found.add(line.from, line.from, lookOf(chars));
      }
      at = line.to + 1;
    }
  }
  return found.finish();
}

/** Lets the rest of a wrapped line stand a little behind where the line begins, not at the left edge. */
export const hangingIndent = ViewPlugin.define(
  (view) => ({
    marks: indents(view),
    update(update: ViewUpdate) {
      if (update.docChanged || update.viewportChanged) this.marks = indents(update.view);
    },
  }),
  { decorations: ({ marks }) => marks },
);
