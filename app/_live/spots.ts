import * as Y from "yjs";
import { fromBase64, toBase64 } from "#engine/notebook/base64.ts";
import { textOf } from "#server/collaboration/replica/shared-document.ts";

/** A place in a cell's text that stays with the letters around it whatever others type; undefined without such a cell. */
export function spotAt(doc: Y.Doc, cellId: string, offset: number): string | undefined {
  const text = textOf(doc, cellId);
  if (!text) return undefined;
  const position = Y.createRelativePositionFromTypeIndex(text, Math.min(offset, text.length), -1);
  return toBase64(Y.encodeRelativePosition(position));
}

/** Somebody's selection in a cell as offsets in its text; undefined where they are nowhere in it. */
export function caretOf(
  doc: Y.Doc,
  cellId: string,
  anchor: string | undefined,
  head: string | undefined,
): { readonly anchor: number; readonly head: number } | undefined {
  const text = textOf(doc, cellId);
  const [from, to] = [offsetOf(doc, text, anchor), offsetOf(doc, text, head)];
  return to === undefined ? undefined : { anchor: from ?? to, head: to };
}

function offsetOf(doc: Y.Doc, text: Y.Text | undefined, spot: string | undefined): number | undefined {
  if (!text || spot === undefined) return undefined;
  try {
    const position = Y.decodeRelativePosition(fromBase64(spot));
    const found = Y.createAbsolutePositionFromRelativePosition(position, doc);
    return found?.type === text ? found.index : undefined;
  } catch {
    return undefined; // what a stranger's client made up is nowhere
  }
}
