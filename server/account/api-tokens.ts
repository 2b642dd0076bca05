import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { Person } from "#server/access/actor.ts";
import type { Database } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { hashSecret, TOKEN_START } from "./read-actor.ts";

const MAX_TOKENS = 50;
const SHOWN = 8;
const DAY_MS = 86_400_000;

/** What a token is for, and how long it lives. */
export const makeTokenInput = z.object({
  name: z.string().trim().min(1, "say what it is for").max(100),
  days: z.number().int().min(1).max(3650).nullable().describe("days that it lives; null for no end"),
});

/** Which token. */
export const tokenId = z.object({ id: z.uuid() });

/** A token as its owner sees it: never the secret itself. Times are ISO 8601, UTC. */
export interface TokenSummary {
  readonly id: string;
  readonly name: string;
  /** Its first characters. */
  readonly start: string;
  readonly workspace: string;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly usedAt: string | null;
}

/**
 * Makes a token for the command line: it may what its owner may in the workspace in sight, but for accounts.
 *
 * @returns Its secret, told this once only.
 * @throws ServerError "over-limit" at 50 tokens, "forbidden" without a workspace.
 */
export async function makeToken(
  db: Database,
  { id: userId, seat }: Person,
  { name, days }: z.infer<typeof makeTokenInput>,
): Promise<{ readonly secret: string }> {
  if (seat === null)
    throw new ServerError("forbidden", "no workspace to make a token for; ask for an invitation");
  if ((await db.prisma.apiToken.count({ where: { userId } })) >= MAX_TOKENS)
    throw new ServerError("over-limit", `too many tokens: ${MAX_TOKENS}; revoke some that are not used`);
  const secret = `${TOKEN_START}${randomBytes(32).toString("base64url")}`;
  const expiresAt = days === null ? null : new Date(Date.now() + days * DAY_MS);
  const start = secret.slice(0, SHOWN);
  await db.prisma.apiToken.create({
    data: { userId, workspaceId: seat.id, name, start, expiresAt, hash: hashSecret(secret) },
  });
  return { secret };
}

/** A person's tokens, newest first. */
export async function listTokens(db: Database, { id: userId }: Person): Promise<TokenSummary[]> {
  const tokens = await db.prisma.apiToken.findMany({ where: { userId }, orderBy: { createdAt: "desc" } });
  const ids = tokens.map(({ workspaceId }) => workspaceId);
  const workspaces = await db.prisma.workspace.findMany({ where: { id: { in: ids } } });
  const names = new Map(workspaces.map(({ id, name }) => [id, name]));
  return tokens.map(({ id, name, start, workspaceId, createdAt, expiresAt, usedAt }) => ({
    ...{ id, name, start, workspace: names.get(workspaceId) ?? "" },
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    usedAt: usedAt?.toISOString() ?? null,
  }));
}

/**
 * Ends one of a person's own tokens at once.
 *
 * @throws ServerError "not-found" for an id that is none of theirs.
 */
export async function revokeToken(
  db: Database,
  { id: userId }: Person,
  { id }: z.infer<typeof tokenId>,
): Promise<{ readonly revoked: true }> {
  const { count } = await db.prisma.apiToken.deleteMany({ where: { id, userId } });
  if (count === 0) throw new ServerError("not-found", "unknown token; choose one of the list");
  return { revoked: true };
}
