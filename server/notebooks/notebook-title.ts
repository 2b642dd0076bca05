import { EngineError } from "#engine/errors.ts";
import { parseNotebook } from "#engine/notebook/percent-format.ts";

/** A notebook's title as its text says it; "Untitled" when it says none or cannot be read. */
export function notebookTitle(source: string): string {
  try {
    return parseNotebook(source).title.trim().slice(0, 300) || "Untitled";
  } catch (error) {
    if (error instanceof EngineError) return "Untitled"; // any text may be saved, the editor shows what is wrong with it
    throw error;
  }
}
