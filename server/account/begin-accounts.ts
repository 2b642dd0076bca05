import { z } from "zod";
import type { Actor } from "#server/access/actor.ts";
import type { Database } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { addAccount, hashPassword, newAccount } from "./add-account.ts";
import { adopt } from "./adopt.ts";
import { spendFirstOwnerLink } from "./first-owner.ts";

/** The first account, and what its workspace is called. */
export const beginAccountsInput = newAccount.extend({
  workspace: z.string().trim().min(1).max(100).default("Our workspace"),
  secret: z
    .string()
    .max(100)
    .optional()
    .describe("of the link that a server with accounts on tells at its start"),
});

/** No two may be the first at the same time. */
const LOCK = "SELECT pg_advisory_xact_lock(5171193)";

/**
 * Turns accounts on: the one user of this machine becomes the first account and owner of the first workspace, and keeps every notebook,
 * run and study. There is no way back. Where `LOOKBACK_ACCOUNTS=on`, whoever has the link that the server told may.
 *
 * @throws ServerError "conflict" where there is an account already, "forbidden" for who has neither the machine nor the link.
 */
export async function beginAccounts(
  db: Database,
  actor: Actor,
  { name, email, password, workspace, secret }: z.infer<typeof beginAccountsInput>,
): Promise<{ readonly notebooks: number; readonly runs: number; readonly studies: number }> {
  const hash = await hashPassword(password);
  return db.prisma.$transaction(async (transaction) => {
    await transaction.$executeRawUnsafe(LOCK);
    if ((await transaction.user.count()) > 0)
      throw new ServerError("conflict", "accounts are in use already; sign in");
    if (actor.kind !== "local") await spendFirstOwnerLink(transaction, secret);
    const ownerId = await addAccount(transaction, { name, email, hash });
    const { id } = await transaction.workspace.create({ data: { name: workspace } });
    await transaction.member.create({ data: { workspaceId: id, userId: ownerId, role: "owner" } });
    await transaction.user.update({ where: { id: ownerId }, data: { workspaceId: id } });
    return adopt(transaction, ownerId, id);
  });
}
