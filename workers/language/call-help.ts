import * as ts from "typescript";
import type { CallHelp } from "./api.ts";
import { cellPath } from "./cell-file.ts";
import type { CellProgram } from "./cell-program.ts";
import { explanationOf } from "./explanation.ts";
import { GLANCE_CHARS, shortType } from "./short-type.ts";

/** Nobody reads long structures on the way to the next argument. */
const textOf = (parts: ts.SymbolDisplayPart[]): string =>
  shortType(ts.displayPartsToString(parts), GLANCE_CHARS);

/** A signature as one line, and where in it the parameter number `index` stands. */
function lineOf(item: ts.SignatureHelpItem, index: number) {
  const separator = ts.displayPartsToString(item.separatorDisplayParts);
  const parameters = item.parameters.map(({ displayParts }) => textOf(displayParts));
  const prefix = textOf(item.prefixDisplayParts);
  const before = parameters.slice(0, index).map((text) => text + separator);
  const from = prefix.length + before.join("").length;
  const suffix = textOf(item.suffixDisplayParts);
  const active = { from, to: from + (parameters[index]?.length ?? 0) };
  return { signature: prefix + parameters.join(separator) + suffix, active };
}

/** The innermost call around an offset, with the parameter that is being written. */
export function callHelp(program: CellProgram, cellId: string, offset: number): CallHelp | null {
  const file = program.file(cellId);
  if (file === undefined) return null;
  const help = program.service.getSignatureHelpItems(cellPath(cellId), offset + file.prefix, {});
  const item = help?.items[help.selectedItemIndex];
  // A text behind a tag is a call, too: that of a query, which nobody wants covered by its own signature.
  if (!help || !item || file.text[help.applicableSpan.start] === "`") return null;
  const index = Math.min(help.argumentIndex, Math.max(0, item.parameters.length - 1));
  const { documentation, tags } = explanationOf({ documentation: item.documentation, tags: item.tags });
  const parameter = explanationOf({ documentation: item.parameters[index]?.documentation }).documentation;
  return { ...lineOf(item, index), documentation, tags, parameter };
}
