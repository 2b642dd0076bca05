import { EngineError } from "../errors.ts";
import type { NotebookCell } from "./document.ts";

/** What to look for in the cells of a notebook. */
export interface TextQuery {
  readonly text: string;
  readonly matchCase: boolean;
  /** Whether `text` is a regular expression of JavaScript; `$1` in a replacement is then its first group. */
  readonly regex: boolean;
}

/** One place where the text stands; offsets count UTF-16 units of the cell's source. */
export interface TextMatch {
  readonly cellId: string;
  readonly from: number;
  readonly to: number;
  /** 1-based. */
  readonly line: number;
}

/** The most matches that are listed or replaced. */
export const MAX_MATCHES = 10_000;

/**
 * Makes the pattern of a query; empty matches are never counted.
 *
 * @throws EngineError "bad-param" for a regular expression that is none.
 */
function patternOf({ text, matchCase, regex }: TextQuery): RegExp {
  const source = regex ? text : text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  try {
    return new RegExp(source, matchCase ? "gmu" : "gimu");
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/^.*: /, "") : "";
    throw new EngineError(
      "bad-param",
      `invalid regular expression: ${why}; mend it or search for plain text`,
    );
  }
}

/**
 * Finds a text in all cells, in page order, at most {@link MAX_MATCHES} times.
 *
 * @throws EngineError "bad-param" for a regular expression that is none.
 */
export function findText(cells: readonly NotebookCell[], query: TextQuery): TextMatch[] {
  if (query.text === "") return [];
  const pattern = patternOf(query);
  const found: TextMatch[] = [];
  for (const { id, source } of cells) {
    for (const match of source.matchAll(pattern)) {
      if (match[0] === "") continue;
      if (found.length === MAX_MATCHES) return found;
      const from = match.index;
      found.push({ cellId: id, from, to: from + match[0].length, line: lineAt(source, from) });
    }
  }
  return found;
}

function lineAt(source: string, offset: number): number {
  let line = 1;
  for (let at = source.indexOf("\n"); at >= 0 && at < offset; at = source.indexOf("\n", at + 1)) line++;
  return line;
}

/**
 * The new texts of the cells in which something is replaced, by cell id.
 *
 * @throws EngineError "bad-param" for a regular expression that is none.
 */
export function replaceText(
  cells: readonly NotebookCell[],
  query: TextQuery,
  replacement: string,
): ReadonlyMap<string, string> {
  if (query.text === "") return new Map();
  const pattern = patternOf(query);
  const changed = cells.flatMap(({ id, source }): [string, string][] => {
    const next = query.regex
      ? source.replace(pattern, replacement)
      : source.replace(pattern, () => replacement);
    return next === source ? [] : [[id, next]];
  });
  return new Map(changed);
}
