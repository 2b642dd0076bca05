import { z } from "zod";
import type { Person } from "#server/access/actor.ts";
import type { Database } from "#server/db.ts";
import { personName } from "./add-account.ts";

/** What a person shall be called. */
export const renameInput = z.object({ name: personName });

/** Where a person is signed in; never the session's token. Times are ISO 8601, UTC. */
export interface SessionSummary {
  readonly id: string;
  readonly agent: string;
  readonly createdAt: string;
  readonly expiresAt: string;
}

/** Changes what a person is called. */
export async function renameSelf(
  db: Database,
  { id }: Person,
  { name }: z.infer<typeof renameInput>,
): Promise<{ readonly name: string }> {
  await db.prisma.user.update({ where: { id }, data: { name } });
  return { name };
}

/** Where a person is signed in, newest first. */
export async function listSessions(db: Database, { id: userId }: Person): Promise<SessionSummary[]> {
  const live = { userId, expiresAt: { gt: new Date() } };
  const sessions = await db.prisma.session.findMany({
    where: live,
    orderBy: { createdAt: "desc" },
    take: 100,
  });
  return sessions.map(({ id, userAgent, createdAt, expiresAt }) => ({
    ...{ id, agent: (userAgent ?? "").slice(0, 200) },
    ...{ createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString() },
  }));
}
