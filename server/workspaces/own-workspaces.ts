import { z } from "zod";
import { withoutHidden } from "#engine/notebook/hidden-characters.ts";
import type { Person } from "#server/access/actor.ts";
import { role } from "#server/access/roles.ts";
import type { Role } from "#server/access/roles.ts";
import type { Database } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { seatOf } from "./seat-of.ts";

const MAX_OWN = 50;

/** What a workspace is called. */
export const workspaceName = z.object({
  name: z
    .string()
    .max(200)
    .transform((name) => withoutHidden(name).trim())
    .pipe(z.string().min(1, "give it a name").max(100)),
});

/** Which workspace. */
export const workspaceInput = z.object({ id: z.string().min(1).max(100) });

/** A workspace that a person belongs to. */
export interface WorkspaceSummary {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

/** The workspaces that a person belongs to, by name. */
export async function listWorkspaces(db: Database, { id: userId }: Person): Promise<WorkspaceSummary[]> {
  const found = await db.prisma.member.findMany({
    where: { userId },
    include: { workspace: { select: { name: true } } },
    orderBy: { workspace: { name: "asc" } },
  });
  return found.map(({ workspaceId, role: given, workspace }) => {
    return { id: workspaceId, name: workspace.name, role: role.catch("viewer").parse(given) };
  });
}

/**
 * Makes a workspace of a person's own and enters it.
 *
 * @throws ServerError "over-limit" for who belongs to 50 already.
 */
export async function makeWorkspace(
  db: Database,
  { id: userId }: Person,
  { name }: z.infer<typeof workspaceName>,
): Promise<{ readonly id: string }> {
  return db.prisma.$transaction(async (transaction) => {
    if ((await transaction.member.count({ where: { userId } })) >= MAX_OWN)
      throw new ServerError("over-limit", `too many workspaces: ${MAX_OWN}; leave some`);
    const { id } = await transaction.workspace.create({ data: { name } });
    await transaction.member.create({ data: { workspaceId: id, userId, role: "owner" } });
    await transaction.user.update({ where: { id: userId }, data: { workspaceId: id } });
    return { id };
  });
}

/**
 * Looks at another workspace from now on, in every window.
 *
 * @throws ServerError "not-found" for one that the person does not belong to.
 */
export async function enterWorkspace(
  db: Database,
  { id: userId }: Person,
  { id }: z.infer<typeof workspaceInput>,
): Promise<{ readonly id: string }> {
  const member = await db.prisma.member.findUnique({
    where: { workspaceId_userId: { workspaceId: id, userId } },
  });
  if (!member) throw new ServerError("not-found", "unknown workspace; choose one of the list");
  await db.prisma.user.update({ where: { id: userId }, data: { workspaceId: id } });
  return { id };
}

/** Calls the workspace in sight something else. */
export async function renameWorkspace(
  db: Database,
  person: Person,
  { name }: z.infer<typeof workspaceName>,
): Promise<{ readonly name: string }> {
  await db.prisma.workspace.update({ where: { id: seatOf(person).id }, data: { name } });
  return { name };
}
