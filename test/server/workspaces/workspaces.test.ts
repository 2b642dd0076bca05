import { expect, test } from "vitest";
import type { Role } from "#server/access/roles.ts";
import type { Database } from "#server/db.ts";
import { createNotebook } from "#server/notebooks/create-notebook.ts";
import { openCopy } from "../open-copy.ts";
import { clientWith, openDesk, PASSWORD, refusalOf, signIn } from "../access/desk.ts";

const db = await openCopy();
const { people, workspaceId } = await openDesk(db);
const as = async (who: keyof typeof people) => {
  await db.prisma.rateLimit.deleteMany();
  return clientWith(db, { cookie: await signIn(db, people[who].email) });
};
const admin = await as("admin");
const owner = await as("owner");
const member = await as("member");
const guest = clientWith(db);

async function addMember(base: Database, email: string, role: Role): Promise<string> {
  const { secret } = await owner.invitations.make.mutate({ email, role });
  await clientWith(base).invitations.accept.mutate({ secret, name: email, password: PASSWORD });
  return (await base.prisma.user.findUniqueOrThrow({ where: { email } })).id;
}

test("an invitation lets one address in, once, as what it says", async () => {
  const { secret } = await admin.invitations.make.mutate({ email: "New@Desk.test", role: "viewer" });
  expect(await guest.invitations.open.query({ secret })).toMatchObject({
    ...{ workspace: "Desk", invitedBy: "Admin", email: "new@desk.test", role: "viewer", known: false },
  });
  const accept = { secret, name: "Nina", password: PASSWORD };
  expect(await guest.invitations.accept.mutate(accept)).toEqual({ email: "new@desk.test" });
  expect((await refusalOf(guest.invitations.accept.mutate(accept))).code).toBe("NOT_FOUND");
  const nina = clientWith(db, { cookie: await signIn(db, "new@desk.test") });
  expect(await nina.account.me.query()).toMatchObject({
    name: "Nina",
    workspace: { name: "Desk", role: "viewer" },
  });
  expect((await refusalOf(nina.notebooks.create.mutate({}))).code).toBe("FORBIDDEN");
});

test("two who hold one invitation do not both get in", async () => {
  const { secret } = await admin.invitations.make.mutate({ email: "race@desk.test", role: "member" });
  const tries = ["A", "B", "C"].map((name) =>
    guest.invitations.accept.mutate({ secret, name, password: PASSWORD }),
  );
  const ends = await Promise.allSettled(tries);
  expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await db.prisma.user.count({ where: { email: "race@desk.test" } })).toBe(1);
});

test("an invitation that was revoked, replaced, has expired or was made up is not there", async () => {
  const first = await admin.invitations.make.mutate({ email: "late@desk.test", role: "member" });
  const second = await admin.invitations.make.mutate({ email: "late@desk.test", role: "member" });
  const open = (secret: string) => refusalOf(guest.invitations.open.query({ secret }));
  const gone = await open(first.secret);
  await db.prisma.invitation.updateMany({ where: { acceptedAt: null }, data: { expiresAt: new Date(0) } });
  expect([await open(second.secret), await open("a".repeat(43))]).toEqual([gone, gone]);
  const third = await admin.invitations.make.mutate({ email: "late@desk.test", role: "member" });
  const [listed] = await admin.invitations.list.query();
  await admin.invitations.revoke.mutate({ id: listed?.id ?? "" });
  expect(await open(third.secret)).toEqual(gone);
  expect(JSON.stringify(await db.prisma.invitation.findMany())).not.toContain(third.secret);
});

test("an address with an account takes up an invitation only when it is signed in", async () => {
  const stranger = await as("stranger");
  const { secret } = await admin.invitations.make.mutate({ email: people.stranger.email, role: "member" });
  const steal = guest.invitations.accept.mutate({ secret, name: "Thief", password: "a password of mine" });
  expect((await refusalOf(steal)).code).toBe("CONFLICT");
  expect((await refusalOf(member.invitations.accept.mutate({ secret }))).code).toBe("CONFLICT");
  await stranger.invitations.accept.mutate({ secret });
  expect((await stranger.workspaces.list.query()).map(({ name }) => name)).toEqual(["Desk", "Elsewhere"]);
  expect(await stranger.account.me.query()).toMatchObject({ workspace: { name: "Desk", role: "member" } });
});

test("nobody makes anybody more than they are themselves", async () => {
  const made = await refusalOf(admin.invitations.make.mutate({ email: "x@desk.test", role: "owner" }));
  const raised = await refusalOf(admin.workspaces.setRole.mutate({ userId: people.admin.id, role: "owner" }));
  const lowered = await refusalOf(
    admin.workspaces.setRole.mutate({ userId: people.owner.id, role: "viewer" }),
  );
  const removed = await refusalOf(admin.workspaces.removeMember.mutate({ userId: people.owner.id }));
  expect([made, raised, lowered, removed].map(({ code }) => code)).toEqual(new Array(4).fill("FORBIDDEN"));
});

test("a workspace keeps an owner, and nobody removes themselves", async () => {
  const { id: userId } = people.owner;
  expect((await refusalOf(owner.workspaces.setRole.mutate({ userId, role: "member" }))).code).toBe(
    "CONFLICT",
  );
  expect((await refusalOf(owner.workspaces.removeMember.mutate({ userId }))).code).toBe("CONFLICT");
});

test("a role that changes counts from the next call on", async () => {
  const id = await addMember(db, "rising@desk.test", "viewer");
  const rising = clientWith(db, { cookie: await signIn(db, "rising@desk.test") });
  expect((await refusalOf(rising.notebooks.create.mutate({}))).code).toBe("FORBIDDEN");
  await admin.workspaces.setRole.mutate({ userId: id, role: "member" });
  await rising.notebooks.create.mutate({});
});

test("who is removed sees nothing any more, and what they made goes to whoever removed them", async () => {
  const id = await addMember(db, "leaving@desk.test", "member");
  const leaving = clientWith(db, { cookie: await signIn(db, "leaving@desk.test") });
  const made = await leaving.notebooks.create.mutate({ source: "kept" });
  const { secret } = await leaving.account.makeToken.mutate({ name: "cli", days: null });
  await admin.workspaces.removeMember.mutate({ userId: id });
  expect((await refusalOf(leaving.notebooks.get.query({ id: made.id }))).code).toBe("NOT_FOUND");
  expect((await refusalOf(leaving.notebooks.list.query())).code).toBe("FORBIDDEN");
  expect(await leaving.account.me.query()).toMatchObject({ name: "leaving@desk.test", workspace: null });
  const token = clientWith(db, { authorization: `Bearer ${secret}` });
  expect((await refusalOf(token.notebooks.list.query())).code).toBe("UNAUTHORIZED");
  expect((await admin.notebooks.get.query({ id: made.id })).source).toBe("kept");
});

test("lists show what one may see in the workspace in sight, and nothing of any other", async () => {
  const other = await as("stranger");
  const [elsewhere] = (await other.workspaces.list.query()).filter(({ name }) => name === "Elsewhere");
  await other.workspaces.enter.mutate({ id: elsewhere?.id ?? "" });
  const theirs = await other.notebooks.create.mutate({
    source: '// --- notebook\n// title: "Theirs"\n// nb: 1\n// ---\n',
  });
  const secret = await createNotebook(db, { source: "private" }, people.owner);
  const shared = await createNotebook(db, { source: "shared" }, people.owner);
  await owner.shares.set.mutate({ id: shared.id, shared: "view" });
  const given = await createNotebook(db, { source: "given" }, people.owner);
  await owner.shares.grant.mutate({ id: given.id, userId: people.member.id, level: "edit" });
  const ids = new Set((await member.notebooks.list.query()).map(({ id }) => id));
  expect([theirs, secret, shared, given].map(({ id }) => ids.has(id))).toEqual([false, false, true, true]);
  expect((await other.notebooks.list.query()).map(({ id }) => id)).toEqual([theirs.id]);
  expect((await refusalOf(member.workspaces.enter.mutate({ id: elsewhere?.id ?? "" }))).code).toBe(
    "NOT_FOUND",
  );
  expect(workspaceId).not.toBe(elsewhere?.id);
});

test("runs and studies are those of the workspace in sight; the same result in two of them is two runs", async () => {
  const strategy = { strategyName: "s", strategyVersion: "1", codeHash: "c", paramsHash: "p" };
  const same = { manifestHash: "m", resultHash: "r" };
  const { id: foreign = "" } = people.stranger.seat ?? {};
  for (const seat of [workspaceId, foreign])
    await db.prisma.run.create({ data: { ...strategy, ...same, workspaceId: seat } });
  expect((await member.runs.list.query({})).map(({ manifestHash }) => manifestHash)).toEqual(["m"]);
  expect(await member.studies.list.query({})).toEqual([]);
});
