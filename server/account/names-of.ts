import { withoutHidden } from "#engine/notebook/hidden-characters.ts";
import type { Database } from "#server/db.ts";

/** The names of accounts by their ids; ids without an account, such as the empty one, are left out. */
export async function namesOf(db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids)].filter((id) => id !== "");
  if (wanted.length === 0) return new Map();
  const users = await db.prisma.user.findMany({
    where: { id: { in: wanted } },
    select: { id: true, name: true },
  });
  return new Map(users.map(({ id, name }) => [id, withoutHidden(name)]));
}
