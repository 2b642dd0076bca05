import { EngineError } from "../../errors.ts";
import type { NotebookDocument } from "../document.ts";
import { parseNotebook } from "../percent-format.ts";
import { fromHtml } from "./html-import.ts";
import { fromIpynb } from "./ipynb-import.ts";

/** Endings of the files that can be imported, for file choosers. */
export const NOTEBOOK_FILES = [".nb.ts", ".ts", ".js", ".ipynb", ".md", ".sql", ".html"] as const;

/**
 * Reads a dropped or chosen file as a notebook, by its ending; one of another ending has to look like a `.nb.ts`.
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
  if (/\.html?$/.test(lower)) return fromHtml(text);
  if (!/\.[cm]?[jt]sx?$/.test(lower) && !/^\/\/ (?:--- notebook|%%)/m.test(whole)) throw noNotebook(name);
  const document = parseNotebook(text);
  return document.title.trim() === "" ? { ...document, title } : document;
}

function noNotebook(name: string): EngineError {
  const known = NOTEBOOK_FILES.join(", ");
  const remedy = `import ${known} files; data are dropped on a file input or on the Data page`;
  return new EngineError("bad-notebook", `${name.slice(0, 100)} is no notebook; ${remedy}`);
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
