import { LOCAL } from "#server/access/actor.ts";
import type { Actor } from "#server/access/actor.ts";
import { role } from "#server/access/roles.ts";
import type { Database } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { accountsOn } from "./accounts-on.ts";

/**
 * Whose the things are that an operator makes on the command line: the account's with that address, else the first owner's; the one user's of a
 * machine without accounts.
 *
 * @throws ServerError "not-found" for an address without an account in a workspace.
 */
export async function ownerFor(db: Database, email?: string): Promise<Actor> {
  if (!(await accountsOn(db))) return LOCAL;
  const found = await db.prisma.member.findFirst({
    where: email === undefined ? { role: "owner" } : { user: { email: email.toLowerCase() } },
    orderBy: { createdAt: "asc" },
    include: { user: { select: { id: true, name: true, email: true, workspaceId: true } } },
  });
  if (!found)
    throw new ServerError(
      "not-found",
      `no account ${email ?? "that owns a workspace"}; give --as with an e-mail address`,
    );
  const { user, workspaceId, role: given } = found;
  const seat = { id: workspaceId, role: role.catch("viewer").parse(given) };
  return { kind: "person", id: user.id, name: user.name, email: user.email, via: "token", seat };
}
