import type { NameUse } from "#engine/notebook/analysis.ts";
import type { Rename } from "#engine/notebook/fixes.ts";

/** Start of each line. */
function lineStarts(text: string): number[] {
  const starts = [0];
  for (const { index } of text.matchAll(/\n/g)) starts.push(index + 1);
  return starts;
}

/** Where a place of the code without types stands in the source; null past the first type of a line. */
export function sourceOffsets(source: string, code: string): (offset: number) => number | null {
  if (source === code) return (offset) => offset;
  const ofSource = lineStarts(source);
  const ofCode = lineStarts(code);
  return (offset) => {
    const line = ofCode.findLastIndex((start) => start <= offset);
    const [from = 0, to = 0] = [ofCode[line], ofSource[line]];
    const column = offset - from;
    const same = code.slice(from, offset) === source.slice(to, to + column);
    return same ? to + column : null;
  };
}

/** Renames a cell's own top-level names in its source, as the syntax tree of its code says. */
export function renamer(source: string, code: string, uses: readonly NameUse[]): Rename {
  const offsetOf = sourceOffsets(source, code);
  return (name, to) => {
    const edits = uses
      .filter((use) => use.name === name)
      .map(({ start, shorthand }) => {
        const from = offsetOf(start);
        if (from === null || !source.startsWith(name, from)) return null;
        return { from, to: from + name.length, text: shorthand ? `${name}: ${to}` : to };
      });
    return edits.every((edit) => edit !== null) ? edits : null;
  };
}
