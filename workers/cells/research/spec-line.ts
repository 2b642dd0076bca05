import { isMap, isScalar, type Document, type LineCounter, type Node } from "yaml";
import type { EngineError } from "#engine/errors.ts";

/** The node nearest to a dotted path: the member itself, or the deepest parent that is there. */
function nodeAt(document: Document, path: readonly string[]): Node | null {
  for (let depth = path.length; depth > 0; depth--) {
    const parent: unknown = depth === 1 ? document.contents : document.getIn(path.slice(0, depth - 1), true);
    // Ranges have dotted paths as keys.
    const keys = [path.slice(depth - 1).join("."), path[depth - 1]];
    if (isMap(parent)) {
      const pair = parent.items.find(({ key: own }) => isScalar(own) && keys.includes(String(own.value)));
      if (pair !== undefined && isScalar(pair.key)) return pair.key;
    }
    const found = document.getIn(path.slice(0, depth), true);
    if (typeof found === "object" && found !== null) return found as Node;
  }
  return null;
}

/** Where in a spec's text the thing stands that an error is about: its member, or the first mention of what it names; 1-based. */
export function specLine(error: EngineError, document: Document, lines: LineCounter, text: string): number {
  const unknown = /unknown key: ([\w.-]+)/.exec(error.message)?.[1];
  const path = (unknown ?? error.site.field ?? "").split(".").filter((part) => part !== "");
  const offset = nodeAt(document, path)?.range?.[0];
  if (offset !== undefined && path.length > 0) return lines.linePos(offset).line;
  const named = /: ([\w-]+);/.exec(error.message)?.[1] ?? error.site.kind;
  const mention = named === undefined ? -1 : text.search(new RegExp(`\\b${named}\\b`));
  return mention < 0 ? 1 : lines.linePos(mention).line;
}
