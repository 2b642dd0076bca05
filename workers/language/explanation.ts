import * as ts from "typescript";
import type { Explanation } from "./api.ts";
import { shortType } from "./short-type.ts";

/** What TypeScript says of a name, wherever it says it. */
interface Described {
  readonly displayParts?: ts.SymbolDisplayPart[] | undefined;
  readonly documentation?: ts.SymbolDisplayPart[] | undefined;
  readonly tags?: ts.JSDocTagInfo[] | undefined;
}

/** Every name in scope is an alias of the cell's or the engine's; that is our plumbing, not the reader's business. */
const withoutAlias = (text: string) =>
  text.replace(/^\(alias\) /, "").replace(/\nimport [\w$]+ = [\w$.]+$/, "");

/** Links in docstrings as their words. */
const plain = (parts: ts.SymbolDisplayPart[] | undefined) =>
  ts
    .displayPartsToString(parts)
    .replace(/\{@link\s+([^}]+)\}/g, "$1")
    .trim();

/** A name's type, documentation and tags as plain text. */
export function explanationOf({ displayParts, documentation, tags = [] }: Described): Explanation {
  return {
    signature: shortType(withoutAlias(ts.displayPartsToString(displayParts))),
    documentation: plain(documentation),
    tags: tags.map(({ name, text }) => ({ name, text: plain(text) })),
  };
}
