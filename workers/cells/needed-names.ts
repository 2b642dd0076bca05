import type { CellAnalysis } from "#engine/notebook/analysis.ts";
import type { NeededName } from "#engine/notebook/host.ts";
import { sourceOffsets } from "./renaming.ts";

/** Columns at which a line has a name as a word of its own, members of objects aside. */
function columnsOf(line: string, name: string): number[] {
  const word = new RegExp(`(?<![\\w$.])${name.replaceAll("$", "\\$")}(?![\\w$])`, "g");
  return [...line.matchAll(word)].map(({ index }) => index);
}

/** Types are left of most of what they are about, so that past one a name is looked for from the line's end. */
function columnFromEnd(line: string, codeLine: string, name: string, column: number): number {
  const after = columnsOf(codeLine, name).filter((at) => at >= column).length;
  return columnsOf(line, name).at(-after) ?? 0;
}

/**
 * Where the names that a cell needs stand in its own text.
 *
 * @param source The cell as it is compiled, types included: what stands around it and `prefix` characters before it, too.
 * @param code The same without types; its lines are the source's lines.
 */
export function neededNames(
  source: string,
  code: string,
  { needs }: Pick<CellAnalysis, "needs">,
  prefix: number,
): NeededName[] {
  const offsetOf = sourceOffsets(source, code);
  const [lines, codeLines] = [source.split("\n"), code.split("\n")];
  return [...needs].map(([name, start]) => {
    const before = code.slice(0, start).split("\n");
    const [at, column] = [before.length - 1, before.at(-1)?.length ?? 0];
    const offset = offsetOf(start);
    const own =
      offset === null
        ? columnFromEnd(lines[at] ?? "", codeLines[at] ?? "", name, column)
        : offset - (source.lastIndexOf("\n", offset - 1) + 1);
    return { name, line: at + 1, column: Math.max(1, own + 1 - (at === 0 ? prefix : 0)) };
  });
}
