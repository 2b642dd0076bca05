import { parseNotebook } from "#engine/notebook/percent-format.ts";
import { createApiClient } from "../_data/api.ts";
import type { OpenNotebook } from "../_notebook/notebook-context.tsx";

/** Shows a revision that the server made of the open notebook, in place of what was on the screen and saved. */
export async function showRevision(
  { id, store, autosave, company }: Pick<OpenNotebook, "id" | "store" | "autosave" | "company">,
  revision: string,
): Promise<void> {
  const live = company.end();
  if (live) return live.takeSaved();
  const { source } = await createApiClient().notebooks.get.query({ id, revision });
  store.replace(parseNotebook(source));
  autosave.resolve(revision, false);
}
