import { EngineError } from "../../errors.ts";
import { fromBase64 } from "../base64.ts";
import type { NotebookDocument } from "../document.ts";
import { parseNotebook } from "../percent-format.ts";
import { NOTEBOOK_META } from "./html-export.ts";

const HOLDER = new RegExp(`<meta name="${NOTEBOOK_META.replace(".", "\\.")}" content="([A-Za-z0-9+/=]*)">`);

/**
 * Reads the notebook that a page holds which was exported from a notebook; nothing else of the page is looked at.
 *
 * @throws EngineError "bad-notebook" for any other page.
 */
export function fromHtml(text: string): NotebookDocument {
  const held = HOLDER.exec(text)?.[1];
  if (held !== undefined) {
    try {
      return parseNotebook(utf8Text(fromBase64(held)));
    } catch (error) {
      if (error instanceof EngineError) throw error;
    }
  }
  throw new EngineError(
    "bad-notebook",
    "this page holds no notebook; import one that was exported as HTML from Lookback, or a .nb.ts or .ipynb file",
  );
}

/** Text of UTF-8 bytes; the engine knows no TextDecoder. */
function utf8Text(bytes: Uint8Array): string {
  const escaped = Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, "0")}`);
  return decodeURIComponent(escaped.join(""));
}
