import type { NotebookDocument } from "../document.ts";
import { parseNotebook } from "../percent-format.ts";
import { fromIpynb } from "./ipynb-import.ts";

/** Endings of the files that can be imported, for file choosers. */
export const NOTEBOOK_FILES = [".nb.ts", ".ts", ".js", ".ipynb", ".md", ".sql"] as const;

/**
 * Reads a dropped or chosen file as a notebook, by its ending; unknown endings are read as `.nb.ts`.
 *
 * @param name File name; it is the title of a notebook that says none.
 * @throws EngineError "bad-notebook" or "over-limit", in words for whoever chose the file.
 */
export function readNotebookFile(name: string, text: string): NotebookDocument {
  const title = name.replace(/^.*[\\/]/, "").replace(/(\.nb)?\.[^.]+$/, "");
  const lower = name.toLowerCase();
  if (lower.endsWith(".ipynb")) return fromIpynb(text, title);
  const whole = text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  if (lower.endsWith(".md")) return { title, cells: [{ id: "c1", kind: "md", source: whole }] };
  if (lower.endsWith(".sql")) return { title, cells: [{ id: "c1", kind: "sql", source: whole.trim() }] };
  const document = parseNotebook(text);
  return document.title.trim() === "" ? { ...document, title } : document;
}

/** A file name for a title: words joined by hyphens, "notebook" where nothing is left of it. */
export function fileNameOf(title: string, ending: string): string {
  const stem = title
    .normalize("NFKD")
    .replace(/[^\w\s-]/g, "")
    .trim()
    .replace(/[\s_]+/g, "-")
    .toLowerCase()
    .slice(0, 80);
  return `${stem || "notebook"}${ending}`;
}
