import { z } from "zod";
import type { Database } from "#server/db.ts";

/** Which notebooks: those at hand, or those in the bin. */
export const listNotebooksInput = z.object({ binned: z.boolean().default(false) }).default({ binned: false });

/** A notebook as lists show it. */
export interface NotebookSummary {
  readonly id: string;
  readonly title: string;
  readonly tags: readonly string[];
  readonly revision: string;
  /** When its text last changed; ISO 8601, UTC. */
  readonly updatedAt: string;
  /** When a cell of it last ended; null when none ever did. */
  readonly lastRunAt: string | null;
  /** When it was put into the bin; null when it is not there. */
  readonly deletedAt: string | null;
  /** Equity of its last backtest, a few dozen points over the whole period; empty without one. */
  readonly sparkline: readonly number[];
}

/** The most notebooks that one list holds. */
const MAX_LISTED = 1_000;

/** Lists notebooks, last changed first. */
export async function listNotebooks(
  db: Database,
  { binned = false }: Partial<z.infer<typeof listNotebooksInput>> = {},
): Promise<NotebookSummary[]> {
  const found = await db.prisma.notebook.findMany({
    where: { deletedAt: binned ? { not: null } : null },
    orderBy: { updatedAt: "desc" },
    take: MAX_LISTED,
  });
  return found.map(({ id, title, tags, revision, updatedAt, lastRunAt, deletedAt, sparkline }) => {
    const times = {
      updatedAt: updatedAt.toISOString(),
      lastRunAt: lastRunAt?.toISOString() ?? null,
      deletedAt: deletedAt?.toISOString() ?? null,
    };
    return { id, title, tags, revision, sparkline, ...times };
  });
}
