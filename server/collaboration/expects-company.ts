import type { Actor } from "#server/access/actor.ts";
import type { Database } from "#server/db.ts";

/**
 * Whether somebody who opens a notebook should look for others there: somebody else may edit it, or what people typed
 * together is not saved yet. Whoever works alone is spared a connection.
 */
export async function expectsCompany(db: Database, actor: Actor, id: string): Promise<boolean> {
  const unsaved = await db.prisma.liveUpdate.findFirst({ where: { notebookId: id }, select: { id: true } });
  if (unsaved) return true;
  if (actor.kind !== "person") return false;
  const notebook = await db.prisma.notebook.findUnique({
    where: { id },
    select: { shared: true, ownerId: true, grants: { where: { level: "edit" }, select: { userId: true } } },
  });
  if (!notebook) return false;
  const { shared, ownerId, grants } = notebook;
  return shared !== "none" || ownerId !== actor.id || grants.length > 0;
}
