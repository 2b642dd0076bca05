import { z } from "zod";
import type { Database } from "#server/db.ts";
import { notebookId } from "./notebook-schemas.ts";

/** Which notebook, and before which of its revisions to begin (for the next page). */
export const listRevisionsInput = z.object({
  id: notebookId,
  before: z.number().int().positive().optional().describe("number of the last revision seen"),
  limit: z.number().int().min(1).max(200).default(50),
});

/** One entry of a notebook's history. */
export interface RevisionSummary {
  readonly number: number;
  readonly revision: string;
  readonly parent: string | null;
  readonly author: string | null;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
}

/** Lists a notebook's history, newest first. Empty for an unknown notebook. */
export async function listRevisions(
  db: Database,
  { id, before, limit }: z.infer<typeof listRevisionsInput>,
): Promise<RevisionSummary[]> {
  const found = await db.prisma.revision.findMany({
    where: { notebookId: id, ...(before === undefined ? {} : { number: { lt: before } }) },
    orderBy: { number: "desc" },
    take: limit,
  });
  return found.map(({ number, hash, parent, author, createdAt }) => {
    return { number, revision: hash, parent, author, createdAt: createdAt.toISOString() };
  });
}
