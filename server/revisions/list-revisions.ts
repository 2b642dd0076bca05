import { z } from "zod";
import { namesOf } from "#server/account/names-of.ts";
import type { Database } from "#server/db.ts";
import { notebookId } from "#server/notebooks/notebook-schemas.ts";

/** Which notebook, and before which of its revisions to begin (for the next page). */
export const listRevisionsInput = z.object({
  id: notebookId,
  before: z.number().int().positive().optional().describe("number of the last revision seen"),
  named: z.boolean().default(false).describe("those with a name only"),
  limit: z.number().int().min(1).max(200).default(50),
});

/** One entry of a notebook's history. */
export interface RevisionSummary {
  readonly number: number;
  readonly revision: string;
  readonly parent: string | null;
  /** The name of whoever wrote it; null while there are no accounts. */
  readonly author: string | null;
  readonly name: string | null;
  /** How it came to be where nobody typed it: "restored version 3". */
  readonly origin: string | null;
  /** ISO 8601, UTC; `savedAt` is later where saves while typing were joined. */
  readonly createdAt: string;
  readonly savedAt: string;
  /** How many backtests were run on it. */
  readonly findings: number;
}

/** Lists a notebook's history, newest first. Empty for an unknown notebook. */
export async function listRevisions(
  db: Database,
  { id, before, named = false, limit }: z.input<typeof listRevisionsInput>,
): Promise<RevisionSummary[]> {
  const found = await db.prisma.revision.findMany({
    where: {
      notebookId: id,
      ...(before === undefined ? {} : { number: { lt: before } }),
      ...(named ? { name: { not: null } } : {}),
    },
    orderBy: { number: "desc" },
    take: limit ?? 50,
  });
  const names = await namesOf(
    db,
    found.map(({ author }) => author ?? ""),
  );
  return found.map(({ number, hash, parent, author: id, name, origin, createdAt, savedAt, findings }) => {
    const times = { createdAt: createdAt.toISOString(), savedAt: savedAt.toISOString() };
    const author = id === null ? null : (names.get(id) ?? "somebody who left");
    const count = Array.isArray(findings) ? findings.length : 0;
    return { number, revision: hash, parent, author, name, origin, ...times, findings: count };
  });
}
