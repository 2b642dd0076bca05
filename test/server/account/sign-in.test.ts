import { expect, test } from "vitest";
import { openCopy } from "../open-copy.ts";
import { clientWith, openDesk, PASSWORD, post, refusalOf, signIn } from "../access/desk.ts";

const db = await openCopy();
const { people } = await openDesk(db);
const NEW = "a new password of mine";
/** Sign-ins of one address are counted; a test begins with none. */
const forget = () => db.prisma.rateLimit.deleteMany();

test("a session's cookie is kept from scripts and other sites, and secure behind a proxy", async () => {
  await forget();
  const body = { email: "member@desk.test", password: PASSWORD };
  const local = await post(db, "/sign-in/email", body);
  expect(local.headers.getSetCookie().join()).toMatch(/^lookback\.session_token=.*HttpOnly; SameSite=Lax/);
  process.env["LOOKBACK_HOSTS"] = "desk.test";
  try {
    const headers = { host: "desk.test", origin: "https://desk.test", "x-forwarded-for": "203.0.113.9" };
    const proxied = await post(db, "/sign-in/email", body, headers);
    expect(proxied.headers.getSetCookie().join()).toMatch(/^__Secure-lookback\.session_token=.*Secure/);
  } finally {
    delete process.env["LOOKBACK_HOSTS"];
  }
});

test("signing in never takes up a session that was there before", async () => {
  await forget();
  const planted = await signIn(db, "viewer@desk.test");
  const answer = await post(
    db,
    "/sign-in/email",
    { email: "member@desk.test", password: PASSWORD },
    { cookie: planted },
  );
  const own = answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  expect(own).not.toBe(planted);
  expect(await clientWith(db, { cookie: own }).account.me.query()).toMatchObject({ name: "Member" });
  expect(await clientWith(db, { cookie: planted }).account.me.query()).not.toMatchObject({ name: "Member" });
});

test("a cookie that is not signed by this server is nobody's", async () => {
  await forget();
  const cookie = await signIn(db, "member@desk.test");
  const [name = "", value = ""] = cookie.split("=");
  const forged = [`${name}=${value.slice(0, 20)}`, `${name}=${value.replace(/^./, "_")}`, `${name}=x.y`];
  for (const each of forged)
    expect((await clientWith(db, { cookie: each }).account.me.query()).mode).toBe("signed-out");
});

test("a wrong password and an unknown address answer alike", async () => {
  await forget();
  const wrong = await post(db, "/sign-in/email", { email: "member@desk.test", password: "not the password" });
  const unknown = await post(db, "/sign-in/email", {
    email: "nobody@desk.test",
    password: "not the password",
  });
  expect([wrong.status, await wrong.text()]).toEqual([unknown.status, await unknown.text()]);
  expect(wrong.status).toBe(401);
});

test("the eleventh try within a minute is refused, the right password among them", async () => {
  await forget();
  const statuses = [];
  for (let n = 0; n < 11; n++) {
    const password = n === 10 ? PASSWORD : `guess number ${n}`;
    statuses.push((await post(db, "/sign-in/email", { email: "admin@desk.test", password })).status);
  }
  expect(statuses).toEqual([...new Array<number>(10).fill(401), 429]);
});

test("nobody else's page signs anybody in or out", async () => {
  await forget();
  const cookie = await signIn(db, "member@desk.test");
  const foreign = [{ origin: "http://evil.test" }, { origin: "null" }, { "sec-fetch-site": "cross-site" }];
  for (const headers of foreign) {
    const body = { email: "member@desk.test", password: PASSWORD };
    expect((await post(db, "/sign-in/email", body, headers)).status).toBe(403);
    expect((await post(db, "/sign-out", {}, { cookie, ...headers })).status).toBe(403);
  }
  expect((await clientWith(db, { cookie }).account.me.query()).mode).toBe("person");
});

test.each([
  "/sign-up/email",
  "/update-user",
  "/delete-user",
  "/list-sessions",
  "/request-password-reset",
  "/sign-in/social",
  "/../trpc",
  "/ok",
])("%s does not exist", async (path) => {
  expect((await post(db, path, { email: "x@desk.test", password: PASSWORD, name: "X" })).status).toBe(404);
});

test("signing out ends one session, everywhere ends all, at once", async () => {
  await forget();
  const one = await signIn(db, "member@desk.test");
  const two = await signIn(db, "member@desk.test");
  expect((await clientWith(db, { cookie: one }).account.sessions.query()).length).toBeGreaterThanOrEqual(2);
  await post(db, "/sign-out", {}, { cookie: one });
  expect((await clientWith(db, { cookie: one }).account.me.query()).mode).toBe("signed-out");
  const three = await signIn(db, "member@desk.test");
  expect((await post(db, "/revoke-sessions", {}, { cookie: two })).status).toBe(200);
  for (const cookie of [two, three])
    expect((await clientWith(db, { cookie }).account.me.query()).mode).toBe("signed-out");
});

test("changing a password needs the present one and ends the other sessions", async () => {
  await forget();
  const here = await signIn(db, "viewer@desk.test");
  const there = await signIn(db, "viewer@desk.test");
  const change = (currentPassword: string, newPassword: string) =>
    post(
      db,
      "/change-password",
      { currentPassword, newPassword, revokeOtherSessions: true },
      { cookie: here },
    );
  expect((await change("not the password", NEW)).status).toBe(400);
  expect((await change(PASSWORD, "short")).status).toBe(400);
  expect((await change(PASSWORD, NEW)).status).toBe(200);
  expect((await clientWith(db, { cookie: there }).account.me.query()).mode).toBe("signed-out");
  await signIn(db, "viewer@desk.test", NEW);
});

test("an admin's link sets a password once, for 24 hours, and signs its owner out everywhere", async () => {
  await forget();
  const member = await signIn(db, "member@desk.test");
  const admin = clientWith(db, { cookie: await signIn(db, "admin@desk.test") });
  const { secret } = await admin.workspaces.resetPassword.mutate({ userId: people.member.id });
  const late = await admin.workspaces.resetPassword.mutate({ userId: people.member.id });
  const set = (token: string) => post(db, "/reset-password", { token, newPassword: NEW });
  expect((await set("made up")).status).toBe(400);
  expect((await set(secret)).status).toBe(200);
  expect((await set(secret)).status).toBe(400);
  expect((await clientWith(db, { cookie: member }).account.me.query()).mode).toBe("signed-out");
  await signIn(db, "member@desk.test", NEW);
  await db.prisma.verification.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });
  expect((await set(late.secret)).status).toBe(400);
  expect((await refusalOf(admin.workspaces.resetPassword.mutate({ userId: people.owner.id }))).code).toBe(
    "FORBIDDEN",
  );
  expect((await refusalOf(admin.workspaces.resetPassword.mutate({ userId: people.stranger.id }))).code).toBe(
    "NOT_FOUND",
  );
});

test("no password is stored as it is", async () => {
  const stored = JSON.stringify([await db.prisma.account.findMany(), await db.prisma.user.findMany()]);
  expect(stored).not.toContain(PASSWORD);
});
