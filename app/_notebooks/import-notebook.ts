import { printNotebook } from "#engine/notebook/percent-format.ts";
import { readNotebookFile } from "#engine/notebook/formats/read-file.ts";
import { createApiClient } from "../_data/api.ts";

/**
 * Makes a notebook of a file.
 *
 * @returns The new notebook's id.
 * @throws Error with a sentence for whoever chose the file.
 */
export async function importNotebook(file: File): Promise<string> {
  const document = readNotebookFile(file.name, await file.text());
  const source = printNotebook(document);
  const { id } = await createApiClient().notebooks.create.mutate({ source, freeTitle: true });
  return id;
}
