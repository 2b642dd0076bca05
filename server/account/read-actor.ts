import { createHash } from "node:crypto";
import type { Actor, Person, Seat } from "#server/access/actor.ts";
import { LOCAL, NOBODY } from "#server/access/actor.ts";
import { role } from "#server/access/roles.ts";
import type { Database } from "#server/db.ts";
import { accountsOn } from "./accounts-on.ts";
import { hostOf } from "./auth-route.ts";
import { openAuth } from "./open-auth.ts";

/** How tokens of the command line begin. */
export const TOKEN_START = "lb_";
/** A token's last use is noted once in so many ms. */
const NOTE_MS = 60_000;

/** Who makes a call: by a token in `Authorization`, else by the session's cookie. Asks the database anew each time: what is revoked ends at once. */
export async function readActor(db: Database, request: Request): Promise<Actor> {
  if (!(await accountsOn(db))) return LOCAL;
  const bearer = /^Bearer (lb_[\w-]{20,100})$/.exec(request.headers.get("authorization") ?? "")?.[1];
  if (bearer !== undefined) return (await byToken(db, bearer)) ?? NOBODY;
  if (!request.headers.has("cookie")) return NOBODY;
  const auth = await openAuth(db, hostOf(request));
  const found = await auth.api.getSession({ headers: request.headers, query: { disableRefresh: true } });
  return found === null ? NOBODY : ((await personOf(db, found.user.id, "session")) ?? NOBODY);
}

/** What is stored of a secret that a caller holds: 256 random bits need no salt. Lower-case hex. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret, "utf8").digest("hex");
}

async function byToken(db: Database, secret: string): Promise<Person | null> {
  const token = await db.prisma.apiToken.findUnique({ where: { hash: hashSecret(secret) } });
  const now = Date.now();
  if (!token || (token.expiresAt !== null && token.expiresAt.getTime() <= now)) return null;
  if (now - (token.usedAt?.getTime() ?? 0) > NOTE_MS)
    await db.prisma.apiToken.updateMany({ where: { id: token.id }, data: { usedAt: new Date(now) } });
  return personOf(db, token.userId, "token", token.workspaceId);
}

/** A person with the workspace that they look at, or the one that a token is for. */
async function personOf(
  db: Database,
  id: string,
  via: Person["via"],
  workspaceId?: string,
): Promise<Person | null> {
  const user = await db.prisma.user.findUnique({
    where: { id },
    include: { memberships: { orderBy: { createdAt: "asc" }, select: { workspaceId: true, role: true } } },
  });
  if (!user) return null;
  const wanted = workspaceId ?? user.workspaceId;
  const own = user.memberships.find((each) => each.workspaceId === wanted);
  const seat = own ?? (workspaceId === undefined ? user.memberships[0] : undefined);
  return { kind: "person", id, name: user.name, email: user.email, via, seat: seat ? seatOf(seat) : null };
}

function seatOf({ workspaceId, role: given }: { workspaceId: string; role: string }): Seat {
  return { id: workspaceId, role: role.catch("viewer").parse(given) };
}
