import type { NotebookDocument } from "#engine/notebook/document.ts";
import { printNotebook } from "#engine/notebook/percent-format.ts";
import { readNotebookFile } from "#engine/notebook/formats/read-file.ts";
import { unknownKindOf, unknownKindWords } from "#engine/notebook/unknown-kind.ts";
import { createApiClient } from "../_data/api.ts";

/** A notebook that was made of a file. */
export interface ImportedNotebook {
  readonly id: string;
  readonly title: string;
  /** What of the file is not as a notebook has it, in sentences. */
  readonly remarks: readonly string[];
}

/**
 * Makes a notebook of a file; it is always a new one, and its title is numbered where another notebook has it.
 *
 * @returns The new notebook's id and what the file was called inside.
 * @throws Error with a sentence for whoever chose the file.
 */
export async function importNotebook(file: File): Promise<ImportedNotebook> {
  const document = readNotebookFile(file.name, await file.text());
  const source = printNotebook(document);
  const { id } = await createApiClient().notebooks.create.mutate({ source, freeTitle: true });
  return { id, title: document.title.trim() || "Untitled", remarks: remarksOn(document) };
}

function remarksOn({ cells }: NotebookDocument): string[] {
  const unknown = new Set(cells.flatMap((cell) => unknownKindOf(cell) ?? []));
  return [...unknown].slice(0, 5).map(unknownKindWords);
}
