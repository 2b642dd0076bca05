import { EngineError } from "#engine/errors.ts";
import type { NotebookDocument } from "#engine/notebook/document.ts";
import { withoutHidden } from "#engine/notebook/hidden-characters.ts";
import { parseNotebook, printNotebook } from "#engine/notebook/percent-format.ts";

/** What lists show of a notebook's text. */
export interface NotebookLabel {
  readonly title: string;
  readonly tags: string[];
}

const UNTITLED = "Untitled";
const MAX_TAGS = 20;
const MAX_TAG_CHARS = 40;

/** A notebook's title and tags as its text says them; "Untitled" when it says none or cannot be read. */
export function notebookLabel(source: string): NotebookLabel {
  const document = readable(source);
  const words = (document?.meta?.["tags"] ?? "").split(",").map((tag) => withoutHidden(tag).trim().toLowerCase());
  const tags = [...new Set(words)].filter((tag) => tag !== "").map((tag) => tag.slice(0, MAX_TAG_CHARS));
  return {
    title: withoutHidden(document?.title ?? "").trim().slice(0, 300) || UNTITLED,
    tags: tags.slice(0, MAX_TAGS),
  };
}

/** A notebook's text under another title; text that cannot be read stays as it is. */
export function withTitle(source: string, title: string): string {
  const document = readable(source);
  return document === null ? source : printNotebook({ ...document, title });
}

/** A title that no notebook has yet: "Momentum", "Momentum 2", "Momentum 3". */
export function freeTitle(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  const stem = wanted.replace(/ \d+$/, "").slice(0, 290);
  let number = 2;
  while (taken.has(`${stem} ${number}`)) number++;
  return `${stem} ${number}`;
}

function readable(source: string): NotebookDocument | null {
  try {
    return parseNotebook(source);
  } catch (error) {
    if (error instanceof EngineError) return null; // any text may be saved, the editor shows what is wrong with it
    throw error;
  }
}
