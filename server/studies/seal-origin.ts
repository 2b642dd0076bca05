import type { BarStore } from "#server/db.ts";
import type { StudyRequest } from "./study-schemas.ts";

const SEAL = `UPDATE revisions r SET typing = false FROM notebooks n
  WHERE n.id = $1 AND r.notebook_id = n.id AND r.hash = coalesce($2, n.revision) RETURNING r.hash`;

/**
 * Keeps the text of the notebook that a study comes from, whatever is typed next.
 *
 * @returns The hash of its revision: the one that the study names, else the current one; null without a notebook.
 */
export async function sealOrigin(
  db: BarStore,
  { notebookId, notebookRevision }: Pick<StudyRequest, "notebookId" | "notebookRevision">,
): Promise<string | null> {
  if (notebookId === undefined) return null;
  const { rows } = await db.pool.query<{ hash: string }>(SEAL, [notebookId, notebookRevision ?? null]);
  return rows[0]?.hash ?? notebookRevision ?? null;
}
