import { createTRPCClient, httpBatchLink, TRPCClientError } from "@trpc/client";
import { addAccount, hashPassword } from "#server/account/add-account.ts";
import { authRoute } from "#server/account/auth-route.ts";
import { beginAccounts } from "#server/account/begin-accounts.ts";
import { LOCAL } from "#server/access/actor.ts";
import type { Person } from "#server/access/actor.ts";
import type { Role } from "#server/access/roles.ts";
import type { Database } from "#server/db.ts";
import type { AppRouter } from "#server/router.ts";
import { trpcRoute } from "#server/trpc-route.ts";

export const ORIGIN = "http://localhost:3000";
export const PASSWORD = "correct horse battery";

/** A workspace with one person of every role, and one person of another workspace. */
export interface Desk {
  readonly workspaceId: string;
  readonly people: Readonly<Record<Role | "stranger", Person>>;
}

/** Turns accounts on and fills the first workspace; everybody has the same password, hashed once. */
export async function openDesk(db: Database): Promise<Desk> {
  await beginAccounts(db, LOCAL, {
    name: "Olga",
    email: "owner@desk.test",
    password: PASSWORD,
    workspace: "Desk",
  });
  const { id: workspaceId } = await db.prisma.workspace.findFirstOrThrow();
  const owner = await db.prisma.user.findFirstOrThrow();
  const hash = await hashPassword(PASSWORD);
  const elsewhere = await db.prisma.workspace.create({ data: { name: "Elsewhere" } });
  const add = async (name: string, role: Role, seat: string): Promise<Person> => {
    const email = `${name.toLowerCase()}@desk.test`;
    const id = await addAccount(db.prisma, { name, email, hash });
    await db.prisma.member.create({ data: { workspaceId: seat, userId: id, role } });
    await db.prisma.user.update({ where: { id }, data: { workspaceId: seat } });
    return { kind: "person", id, name, email, via: "session", seat: { id: seat, role } };
  };
  const olga = { id: owner.id, name: owner.name, email: owner.email };
  return {
    workspaceId,
    people: {
      owner: { kind: "person", ...olga, via: "session", seat: { id: workspaceId, role: "owner" } },
      admin: await add("Admin", "admin", workspaceId),
      member: await add("Member", "member", workspaceId),
      viewer: await add("Viewer", "viewer", workspaceId),
      stranger: await add("Stranger", "owner", elsewhere.id),
    },
  };
}

/** The app's own client with some headers, its requests handed to the route without a socket. */
export function clientWith(
  db: Database,
  headers: Readonly<Record<string, string>> = {},
): ReturnType<typeof createTRPCClient<AppRouter>> {
  const send = (url: unknown, init?: unknown) =>
    trpcRoute(new Request(String(url), init as RequestInit), () => db);
  return createTRPCClient<AppRouter>({
    links: [httpBatchLink({ url: `${ORIGIN}/api/trpc`, fetch: send, headers })],
  });
}

/** Posts to the sign-in as a page of the app does. */
export function post(
  db: Database,
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const all = { "content-type": "application/json", origin: ORIGIN, ...headers };
  const init = { method: "POST", headers: all, body: JSON.stringify(body) };
  return authRoute(new Request(`${ORIGIN}/api/auth${path}`, init), () => db);
}

/** Signs in and gives the cookie that the browser would send from then on. */
export async function signIn(db: Database, email: string, password = PASSWORD): Promise<string> {
  const answer = await post(db, "/sign-in/email", { email, password });
  if (answer.status !== 200) throw new Error(`sign-in answered ${answer.status}: ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0] ?? "")
    .join("; ");
}

/** The code and the words that a call is refused with; fails where it is not. */
export async function refusalOf(call: Promise<unknown>): Promise<{ code: string; message: string }> {
  const trouble: unknown = await call.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(trouble instanceof TRPCClientError)) throw new Error("the call was not refused");
  const { data, message } = trouble as TRPCClientError<AppRouter>;
  return { code: data?.code ?? "", message };
}
