import type { z } from "zod";
import { roleOf } from "#server/access/read-access.ts";
import type { Level } from "#server/access/roles.ts";
import type { Database } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { unknownNotebook } from "#server/notebooks/get-notebook.ts";
import type { grantInput, setSharedInput } from "./share-schemas.ts";

/** Sets what members of its workspace may do with a notebook. @throws ServerError "not-found" for an unknown one. */
export async function setShared(
  db: Database,
  { id, shared }: z.infer<typeof setSharedInput>,
): Promise<{ readonly shared: Level }> {
  const { count } = await db.prisma.notebook.updateMany({ where: { id }, data: { shared } });
  if (count === 0) throw unknownNotebook(id);
  return { shared };
}

/**
 * Sets what one member of its workspace may do with a notebook.
 *
 * @throws ServerError "not-found" for an unknown notebook, or one who does not belong to its workspace.
 */
export async function grant(
  db: Database,
  { id, userId, level }: z.infer<typeof grantInput>,
): Promise<{ readonly level: Level }> {
  const notebook = await db.prisma.notebook.findUnique({ where: { id }, select: { workspaceId: true } });
  if (!notebook) throw unknownNotebook(id);
  if ((await roleOf(db, userId, notebook.workspaceId)) === null)
    throw new ServerError("not-found", "unknown member; choose one of the list");
  const notebookId_userId = { notebookId: id, userId };
  if (level === "none") await db.prisma.notebookGrant.deleteMany({ where: notebookId_userId });
  else {
    const create = { ...notebookId_userId, level };
    await db.prisma.notebookGrant.upsert({ where: { notebookId_userId }, create, update: { level } });
  }
  return { level };
}
