import { z } from "zod";
import type { Prisma } from "#prisma/client/client.ts";
import type { Person } from "#server/access/actor.ts";
import { ROLES, role } from "#server/access/roles.ts";
import type { Role } from "#server/access/roles.ts";
import type { Database } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { seatOf } from "./seat-of.ts";

/** Which member. */
export const memberInput = z.object({ userId: z.string().min(1).max(100) });

/** Which member, and as what from now on. */
export const setRoleInput = memberInput.extend({ role });

/** A member as the others see them. */
export interface MemberSummary {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** ISO 8601, UTC. */
  readonly since: string;
}

/** Who belongs to the workspace in sight, first come first. */
export async function listMembers(db: Database, person: Person): Promise<MemberSummary[]> {
  const members = await db.prisma.member.findMany({
    where: { workspaceId: seatOf(person).id },
    include: { user: { select: { name: true, email: true } } },
    orderBy: { createdAt: "asc" },
    take: 1_000,
  });
  return members.map(({ userId, role: given, createdAt, user }) => {
    return { userId, ...user, role: role.catch("viewer").parse(given), since: createdAt.toISOString() };
  });
}

/**
 * Makes a member something else. Admins change whoever is not above them, up to their own role.
 *
 * @throws ServerError "forbidden" beyond one's own role, "conflict" for the last owner, "not-found" for one who is no member.
 */
export async function setRole(
  db: Database,
  person: Person,
  { userId, role: wanted }: z.infer<typeof setRoleInput>,
): Promise<{ readonly role: Role }> {
  const seat = seatOf(person);
  if (isAbove(wanted, seat.role)) throw beyond(seat.role);
  await db.prisma.$transaction(async (transaction) => {
    const present = await lockMember(transaction, seat.id, userId);
    if (isAbove(present, seat.role)) throw beyond(seat.role);
    if (present === "owner" && wanted !== "owner") await keepAnOwner(transaction, seat.id);
    const workspaceId_userId = { workspaceId: seat.id, userId };
    await transaction.member.update({ where: { workspaceId_userId }, data: { role: wanted } });
  });
  return { role: wanted };
}

/**
 * Takes a member out of the workspace: their sessions and tokens see nothing of it from then on, and what they own in it goes to whoever
 * removes them, so that nothing is lost.
 *
 * @throws ServerError as {@link setRole} does; "conflict" for oneself.
 */
export async function removeMember(
  db: Database,
  person: Person,
  { userId }: z.infer<typeof memberInput>,
): Promise<{ readonly removed: true }> {
  const seat = seatOf(person);
  if (userId === person.id)
    throw new ServerError("conflict", "not possible to remove oneself; have another admin do it");
  await db.prisma.$transaction(async (transaction) => {
    const present = await lockMember(transaction, seat.id, userId);
    if (isAbove(present, seat.role)) throw beyond(seat.role);
    const workspaceId = seat.id;
    await transaction.member.delete({ where: { workspaceId_userId: { workspaceId, userId } } });
    await transaction.apiToken.deleteMany({ where: { workspaceId, userId } });
    await transaction.notebookGrant.deleteMany({ where: { userId, notebook: { workspaceId } } });
    await transaction.notebook.updateMany({
      where: { workspaceId, ownerId: userId },
      data: { ownerId: person.id },
    });
  });
  return { removed: true };
}

const isAbove = (one: Role, other: Role): boolean => ROLES.indexOf(one) > ROLES.indexOf(other);

/** Locks the workspace's members against one another's changes, and reads one's role. */
async function lockMember(
  transaction: Prisma.TransactionClient,
  workspaceId: string,
  userId: string,
): Promise<Role> {
  await transaction.$queryRaw`SELECT 1 FROM members WHERE workspace_id = ${workspaceId} FOR UPDATE`;
  const found = await transaction.member.findUnique({
    where: { workspaceId_userId: { workspaceId, userId } },
  });
  if (!found) throw new ServerError("not-found", "unknown member; choose one of the list");
  return role.catch("viewer").parse(found.role);
}

async function keepAnOwner(transaction: Prisma.TransactionClient, workspaceId: string): Promise<void> {
  if ((await transaction.member.count({ where: { workspaceId, role: "owner" } })) > 1) return;
  throw new ServerError("conflict", "last owner of the workspace; make somebody else an owner first");
}

function beyond(own: Role): ServerError {
  return new ServerError("forbidden", `not allowed as ${own}: beyond your own role; ask an owner`);
}
