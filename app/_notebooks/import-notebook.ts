import { printNotebook } from "#engine/notebook/percent-format.ts";
import { readNotebookFile } from "#engine/notebook/formats/read-file.ts";
import { createApiClient } from "../_data/api.ts";

/**
 * Makes a notebook of a file; it is always a new one, and its title is numbered where another notebook has it.
 *
 * @returns The new notebook's id and what the file was called inside.
 * @throws Error with a sentence for whoever chose the file.
 */
export async function importNotebook(file: File): Promise<{ readonly id: string; readonly title: string }> {
  const document = readNotebookFile(file.name, await file.text());
  const source = printNotebook(document);
  const { id } = await createApiClient().notebooks.create.mutate({ source, freeTitle: true });
  return { id, title: document.title.trim() || "Untitled" };
}
