import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseNotebook } from "#engine/notebook/percent-format.ts";

/** A chapter of the book of examples. */
export interface ExampleNotebook {
  readonly name: string;
  readonly title: string;
  /** Its first paragraph that is not the line of the pipeline. */
  readonly about: string;
  readonly source: string;
}

/**
 * The example notebooks in the order of the book.
 *
 * @param root Folder that holds `notebooks`.
 */
export function listExamples(root: string): ExampleNotebook[] {
  const folder = join(root, "notebooks");
  const files = readdirSync(folder).filter((file) => file.endsWith(".nb.ts"));
  return files.sort().map((file) => {
    const source = readFileSync(join(folder, file), "utf8");
    const { title, cells } = parseNotebook(source);
    const text = cells.find(({ kind }) => kind === "md")?.source ?? "";
    return { name: file.slice(0, -".nb.ts".length), title, about: firstParagraph(text), source };
  });
}

/** The chapters of a stage begin with where it stands in the pipeline, which all of them do: it is passed over. */
function firstParagraph(text: string): string {
  const paragraphs = text.split(/\n\s*\n/).map((paragraph) => paragraph.replace(/\s+/g, " ").trim());
  const prose = paragraphs.filter((paragraph) => !paragraph.startsWith("#") && !paragraph.includes("→"));
  return (prose[0] ?? "").replaceAll("*", "");
}
