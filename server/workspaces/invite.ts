import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { Person } from "#server/access/actor.ts";
import { ROLES, role } from "#server/access/roles.ts";
import type { Role } from "#server/access/roles.ts";
import { emailAddress } from "#server/account/add-account.ts";
import { namesOf } from "#server/account/names-of.ts";
import { hashSecret } from "#server/account/read-actor.ts";
import type { Database } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { seatOf } from "./seat-of.ts";

const DAY_MS = 86_400_000;
const DAYS = 7;
const MAX_OPEN = 200;

/** Whom to invite, and as what. */
export const makeInvitationInput = z.object({ email: emailAddress, role });

/** Which invitation, by its id. */
export const invitationId = z.object({ id: z.uuid() });

/** An open invitation as admins see it: never its link. Times are ISO 8601, UTC. */
export interface InvitationSummary {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly invitedBy: string;
  readonly expiresAt: string;
}

/**
 * Invites an address to the workspace in sight, for seven days and once; an earlier invitation of the same address ends.
 *
 * @returns The secret part of the link, told this once only.
 * @throws ServerError "forbidden" for a role above one's own, "over-limit" at 200 open invitations.
 */
export async function makeInvitation(
  db: Database,
  person: Person,
  { email, role: given }: z.infer<typeof makeInvitationInput>,
): Promise<{ readonly secret: string }> {
  const seat = seatOf(person);
  if (ROLES.indexOf(given) > ROLES.indexOf(seat.role))
    throw new ServerError("forbidden", `not allowed to invite an ${given} as ${seat.role}; ask an owner`);
  const made = randomBytes(32).toString("base64url");
  const workspaceId = seat.id;
  const expiresAt = new Date(Date.now() + DAYS * DAY_MS);
  await db.prisma.$transaction(async (transaction) => {
    await transaction.invitation.deleteMany({ where: { workspaceId, email, acceptedAt: null } });
    if ((await transaction.invitation.count({ where: { workspaceId, acceptedAt: null } })) >= MAX_OPEN)
      throw new ServerError("over-limit", `too many open invitations: ${MAX_OPEN}; revoke some`);
    const data = { workspaceId, email, role: given, invitedBy: person.id, expiresAt, hash: hashSecret(made) };
    await transaction.invitation.create({ data });
  });
  return { secret: made };
}

/** The open invitations of the workspace in sight, newest first. */
export async function listInvitations(db: Database, person: Person): Promise<InvitationSummary[]> {
  const found = await db.prisma.invitation.findMany({
    where: { workspaceId: seatOf(person).id, acceptedAt: null, expiresAt: { gt: new Date() } },
    orderBy: { createdAt: "desc" },
  });
  const names = await namesOf(
    db,
    found.map(({ invitedBy }) => invitedBy),
  );
  return found.map(({ id, email, role: given, invitedBy, expiresAt }) => ({
    ...{ id, email, role: role.catch("viewer").parse(given), invitedBy: names.get(invitedBy) ?? "" },
    expiresAt: expiresAt.toISOString(),
  }));
}

/**
 * Ends an invitation of the workspace in sight.
 *
 * @throws ServerError "not-found" for one that is not open there.
 */
export async function revokeInvitation(
  db: Database,
  person: Person,
  { id }: z.infer<typeof invitationId>,
): Promise<{ readonly revoked: true }> {
  const where = { id, workspaceId: seatOf(person).id, acceptedAt: null };
  const { count } = await db.prisma.invitation.deleteMany({ where });
  if (count === 0) throw new ServerError("not-found", "unknown invitation; choose one of the list");
  return { revoked: true };
}
