import { randomBytes } from "node:crypto";
import type { z } from "zod";
import type { Person } from "#server/access/actor.ts";
import { ROLES, role } from "#server/access/roles.ts";
import type { Database } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import type { memberInput } from "./members.ts";
import { seatOf } from "./seat-of.ts";

const HOURS = 24;

/**
 * Makes a link by which a member sets a new password, for 24 hours and once. Setting it signs them out everywhere. Only whoever manages
 * every workspace that the member belongs to may: an account is worth as much as its highest role.
 *
 * @returns The secret part of the link, told this once only.
 * @throws ServerError "not-found" for one who is no member, "forbidden" for one who is more than oneself anywhere.
 */
export async function makeResetLink(
  db: Database,
  person: Person,
  { userId }: z.infer<typeof memberInput>,
): Promise<{ readonly secret: string }> {
  const own = await rolesOf(db, person.id);
  const theirs = await rolesOf(db, userId);
  if (!theirs.has(seatOf(person).id))
    throw new ServerError("not-found", "unknown member; choose one of the list");
  const beyond = [...theirs].some(([id, held]) => {
    const mine = own.get(id) ?? "viewer";
    return mine === "viewer" || mine === "member" || ROLES.indexOf(held) > ROLES.indexOf(mine);
  });
  if (beyond)
    throw new ServerError(
      "forbidden",
      "not allowed: this member has a role that you do not manage; ask an owner",
    );
  const secret = randomBytes(24).toString("base64url");
  // Under the name that better-auth's own reset looks for.
  await db.prisma.verification.create({
    data: {
      id: randomBytes(18).toString("base64url"),
      identifier: `reset-password:${secret}`,
      value: userId,
      expiresAt: new Date(Date.now() + HOURS * 3_600_000),
    },
  });
  return { secret };
}

async function rolesOf(db: Database, userId: string) {
  const found = await db.prisma.member.findMany({ where: { userId } });
  return new Map(found.map((each) => [each.workspaceId, role.catch("viewer").parse(each.role)]));
}
