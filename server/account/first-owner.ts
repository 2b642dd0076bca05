import { randomBytes } from "node:crypto";
import type { Prisma } from "#prisma/client/client.ts";
import type { Database } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { hashSecret } from "./read-actor.ts";

const KEY = "first-owner";

/**
 * Lets the operator of a server that has accounts on, but nobody with one, be the first: by a link that is told where the server was
 * started. A new one is made at each start, the one before ends.
 *
 * @returns The secret part of the link; null where somebody has an account.
 */
export async function makeFirstOwnerLink(db: Database): Promise<string | null> {
  if ((await db.prisma.user.count()) > 0) return null;
  const secret = randomBytes(32).toString("base64url");
  const value = hashSecret(secret);
  await db.prisma.setting.upsert({ where: { key: KEY }, create: { key: KEY, value }, update: { value } });
  return secret;
}

/**
 * Uses up the link of {@link makeFirstOwnerLink}.
 *
 * @throws ServerError "forbidden" for any other secret.
 */
export async function spendFirstOwnerLink(
  transaction: Prisma.TransactionClient,
  secret: string | undefined,
): Promise<void> {
  const where = { key: KEY, value: hashSecret(secret ?? "") };
  const { count } = await transaction.setting.deleteMany({ where });
  if (count === 0)
    throw new ServerError("forbidden", "not the link that the server told when it started; copy it again");
}
