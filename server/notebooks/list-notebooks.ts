import type { Database } from "#server/db.ts";

/** A notebook as lists show it. */
export interface NotebookSummary {
  readonly id: string;
  readonly title: string;
  readonly revision: string;
  /** ISO 8601, UTC. */
  readonly updatedAt: string;
}

/** The most notebooks that one list holds. */
const MAX_LISTED = 1_000;

/** Lists notebooks, last changed first. */
export async function listNotebooks(db: Database): Promise<NotebookSummary[]> {
  const found = await db.prisma.notebook.findMany({ orderBy: { updatedAt: "desc" }, take: MAX_LISTED });
  return found.map(({ id, title, revision, updatedAt }) => ({
    id,
    title,
    revision,
    updatedAt: updatedAt.toISOString(),
  }));
}
