import { z } from "zod";
import type { Actor } from "#server/access/actor.ts";
import { role } from "#server/access/roles.ts";
import type { Role } from "#server/access/roles.ts";
import { addAccount, hashPassword, newPassword, personName } from "#server/account/add-account.ts";
import { namesOf } from "#server/account/names-of.ts";
import { hashSecret } from "#server/account/read-actor.ts";
import type { Database } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";

const secret = z.string().min(20).max(100).describe("the secret part of an invitation's link");

/** Which invitation, by the secret of its link. */
export const openInvitationInput = z.object({ secret });

/** The secret of the link; name and password for whoever has no account yet. */
export const acceptInvitationInput = z.object({
  secret,
  name: personName.optional(),
  password: newPassword.optional(),
});

/** An invitation as whoever holds its link sees it. */
export interface OpenedInvitation {
  readonly workspace: string;
  readonly invitedBy: string;
  readonly email: string;
  readonly role: Role;
  /** Whether that address has an account: then one signs in instead of choosing a password. */
  readonly known: boolean;
}

/**
 * What an invitation says to whoever holds its link.
 *
 * @throws ServerError "not-found" for one that never was, has ended, or was used.
 */
export async function openInvitation(
  db: Database,
  input: z.infer<typeof openInvitationInput>,
): Promise<OpenedInvitation> {
  const { email, role: given, invitedBy, workspace } = await findOpen(db, input.secret);
  const names = await namesOf(db, [invitedBy]);
  const known = (await db.prisma.user.count({ where: { email } })) > 0;
  const told = { workspace: workspace.name, invitedBy: names.get(invitedBy) ?? "", email, known };
  return { ...told, role: role.catch("viewer").parse(given) };
}

/**
 * Takes up an invitation, once: with a new account of that address, or as the person who is signed in under it.
 *
 * @throws ServerError "not-found" as {@link openInvitation}; "conflict" where that address has an account that is not signed in;
 *   "bad-request" without name or password for a new one.
 */
export async function acceptInvitation(
  db: Database,
  actor: Actor,
  { secret: held, name, password }: z.infer<typeof acceptInvitationInput>,
): Promise<{ readonly email: string }> {
  const { id, email, workspaceId, role: given } = await findOpen(db, held);
  const signedIn = actor.kind === "person" && actor.via === "session" && actor.email === email;
  if (!signedIn && (await db.prisma.user.count({ where: { email } })) > 0)
    throw new ServerError("conflict", `${email} has an account; sign in with it and open the link again`);
  if (!signedIn && (name === undefined || password === undefined))
    throw new ServerError("bad-request", "missing name or password; give both");
  const hash = signedIn ? "" : await hashPassword(password ?? "");
  await db.prisma.$transaction(async (transaction) => {
    const taken = { where: { id, acceptedAt: null }, data: { acceptedAt: new Date() } };
    if ((await transaction.invitation.updateMany(taken)).count === 0) throw noInvitation();
    const userId = signedIn ? actor.id : await addAccount(transaction, { name: name ?? "", email, hash });
    await transaction.member.upsert({
      where: { workspaceId_userId: { workspaceId, userId } },
      create: { workspaceId, userId, role: given },
      update: {},
    });
    await transaction.user.update({ where: { id: userId }, data: { workspaceId } });
  });
  return { email };
}

async function findOpen(db: Database, held: string) {
  const found = await db.prisma.invitation.findUnique({
    where: { hash: hashSecret(held) },
    include: { workspace: { select: { name: true } } },
  });
  if (!found || found.acceptedAt !== null || found.expiresAt.getTime() <= Date.now()) throw noInvitation();
  return found;
}

function noInvitation(): ServerError {
  return new ServerError("not-found", "this invitation has ended or was used; ask for another");
}
