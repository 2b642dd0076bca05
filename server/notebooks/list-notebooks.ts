import { z } from "zod";
import { LOCAL } from "#server/access/actor.ts";
import type { Actor } from "#server/access/actor.ts";
import type { Level } from "#server/access/roles.ts";
import { level } from "#server/access/roles.ts";
import { notebooksOf } from "#server/access/scope.ts";
import { namesOf } from "#server/account/names-of.ts";
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
  /** Whether that backtest was caught looking ahead: its profit is none. */
  readonly looksAhead: boolean;
  /** The name of whoever it belongs to; null while there are no accounts. */
  readonly owner: string | null;
  /** What the workspace's members may do with it. */
  readonly shared: Level;
}

/** The most notebooks that one list holds. */
const MAX_LISTED = 1_000;

/**
 * Lists notebooks, last changed first.
 *
 * @param actor Who asks: what they may not see is not there.
 */
export async function listNotebooks(
  db: Database,
  { binned = false }: Partial<z.infer<typeof listNotebooksInput>> = {},
  actor: Actor = LOCAL,
): Promise<NotebookSummary[]> {
  const found = await db.prisma.notebook.findMany({
    where: { deletedAt: binned ? { not: null } : null, ...notebooksOf(actor) },
    orderBy: { updatedAt: "desc" },
    take: MAX_LISTED,
  });
  const names = await namesOf(db, found.map(({ ownerId }) => ownerId));
  return found.map((notebook) => {
    const { id, title, tags, revision, updatedAt, lastRunAt, deletedAt, sparkline, looksAhead, ownerId, shared } =
      notebook;
    const whose = { owner: names.get(ownerId) ?? null, shared: level.catch("none").parse(shared) };
    const times = {
      updatedAt: updatedAt.toISOString(),
      lastRunAt: lastRunAt?.toISOString() ?? null,
      deletedAt: deletedAt?.toISOString() ?? null,
    };
    return { id, title, tags, revision, sparkline, looksAhead, ...times, ...whose };
  });
}
