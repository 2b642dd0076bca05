import { z } from "zod";
import type { Prisma } from "#prisma/client/client.ts";
import type { Database } from "#server/db.ts";
import { notebookId, revisionHash } from "#server/notebooks/notebook-schemas.ts";

/** Which notebook. */
export const lastSeenInput = z.object({ id: notebookId });

/** Which notebook, and the revision that is on the screen. */
export const markSeenInput = z.object({ id: notebookId, revision: revisionHash });

/** The newest revision that a person had before them when they last looked. */
export interface LastSeen {
  readonly number: number;
  readonly revision: string;
  /** ISO 8601, UTC. */
  readonly seenAt: string;
}

/** Who reads while there are no accounts. */
const LOCAL_READER = "local";

/** What somebody has before them. */
interface Seen {
  readonly notebookId: string;
  /** Account; null while there are none. */
  readonly reader: string | null;
  readonly number: number;
  readonly revision: string;
}

/** Notes how far somebody has seen a notebook. */
export async function noteSeen(transaction: Prisma.TransactionClient, seen: Seen): Promise<void> {
  const { notebookId: id, number, revision } = seen;
  const reader = seen.reader ?? LOCAL_READER;
  const now = { number, revision, seenAt: new Date() };
  await transaction.notebookReader.upsert({
    where: { notebookId_reader: { notebookId: id, reader } },
    create: { notebookId: id, reader, ...now },
    update: now,
  });
}

/**
 * Notes what a person has on the screen; a text that somebody else is typing stays in the history from now on, so that
 * they can be told later what changed since. A revision that is no more is not noted.
 */
export async function markSeen(
  db: Database,
  { id, revision }: z.infer<typeof markSeenInput>,
  reader: string | null = null,
): Promise<{ number: number | null }> {
  return db.prisma.$transaction(async (transaction) => {
    const where = { notebookId: id, hash: revision };
    const found = await transaction.revision.findFirst({ where, orderBy: { number: "desc" } });
    if (!found) return { number: null };
    const { number, author, typing } = found;
    if (typing && author !== reader)
      await transaction.revision.updateMany({ where, data: { typing: false } });
    await noteSeen(transaction, { notebookId: id, reader, number, revision });
    return { number };
  });
}

/** How far a person had seen a notebook; null for one who never opened it. */
export async function lastSeen(
  db: Database,
  { id }: z.infer<typeof lastSeenInput>,
  reader: string | null = null,
): Promise<LastSeen | null> {
  const where = { notebookId_reader: { notebookId: id, reader: reader ?? LOCAL_READER } };
  const found = await db.prisma.notebookReader.findUnique({ where });
  return found && { number: found.number, revision: found.revision, seenAt: found.seenAt.toISOString() };
}
