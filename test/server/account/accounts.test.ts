import { expect, test } from "vitest";
import { notebookEvents } from "#server/activity/list-events.ts";
import { accountsOn } from "#server/account/accounts-on.ts";
import { makeFirstOwnerLink } from "#server/account/first-owner.ts";
import { readActor } from "#server/account/read-actor.ts";
import { addComment } from "#server/comments/add-comment.ts";
import { listComments } from "#server/comments/list-comments.ts";
import { createNotebook } from "#server/notebooks/create-notebook.ts";
import { listNotebooks } from "#server/notebooks/list-notebooks.ts";
import { listRevisions } from "#server/revisions/list-revisions.ts";
import { saveNotebook } from "#server/notebooks/save-notebook.ts";
import { PLAIN_STUDY } from "../plain-study.ts";
import { openCopy } from "../open-copy.ts";
import { clientWith, ORIGIN, PASSWORD, post, refusalOf, signIn } from "../access/desk.ts";

const OLGA = { name: "Olga", email: "Olga@Desk.test", password: PASSWORD, workspace: "Desk" };

test("a machine without accounts asks nobody to sign in and has no sign-in", async () => {
  const db = await openCopy();
  expect(await clientWith(db).account.me.query()).toEqual({ mode: "single" });
  expect((await post(db, "/sign-in/email", { email: "a@b.test", password: PASSWORD })).status).toBe(404);
  expect(await accountsOn(db)).toBe(false);
});

test("turning accounts on keeps every notebook, revision, run and study, and they are the first account's", async () => {
  const db = await openCopy();
  const single = clientWith(db);
  const made = [];
  for (const name of ["one", "two", "three"]) made.push(await createNotebook(db, { source: name }));
  const first = made[0];
  if (!first) throw new Error("no notebook");
  await saveNotebook(db, { id: first.id, source: "one, changed", baseRevision: first.revision });
  await single.notebooks.bin.mutate({ id: made[2]?.id ?? "", binned: true });
  const strategy = { strategyName: "s", strategyVersion: "1", codeHash: "c", paramsHash: "p" };
  const run = await db.prisma.run.create({ data: strategy });
  const study = await db.prisma.study.create({ data: { ...PLAIN_STUDY } });
  const said = { id: first.id, body: "mine", revision: first.revision };
  await addComment(db, said, null);
  const before = await single.notebooks.list.query();

  expect(await single.account.begin.mutate(OLGA)).toEqual({ notebooks: 3, runs: 1, studies: 1 });

  const olga = clientWith(db, { cookie: await signIn(db, "olga@desk.test") });
  const after = await olga.notebooks.list.query();
  expect(after).toEqual(before.map((notebook) => ({ ...notebook, owner: "Olga" })));
  expect(await olga.notebooks.list.query({ binned: true })).toHaveLength(1);
  expect((await olga.notebooks.get.query({ id: first.id })).source).toBe("one, changed");
  const { id: owner } = await db.prisma.user.findFirstOrThrow();
  const authors = (await listRevisions(db, { id: first.id, limit: 10 })).map(({ author }) => author);
  expect(authors).toEqual(["Olga", "Olga"]);
  const events = await notebookEvents(db, { id: first.id });
  expect(new Set(events.map(({ author }) => author))).toEqual(new Set(["Olga"]));
  expect((await listComments(db, { id: first.id }, null)).map(({ author }) => author)).toEqual(["Olga"]);
  const { ownerId, workspaceId } = await db.prisma.run.findUniqueOrThrow({ where: { id: run.id } });
  expect([ownerId, workspaceId]).toEqual([owner, (await db.prisma.workspace.findFirstOrThrow()).id]);
  expect((await db.prisma.study.findUniqueOrThrow({ where: { id: study.id } })).owner).toBe(owner);
  expect(await listNotebooks(db)).toHaveLength(2);
});

test("a server with accounts on has its first account made by who has the link of its start, and by nobody else", async () => {
  const db = await openCopy();
  await createNotebook(db, { source: "there before" });
  process.env["LOOKBACK_ACCOUNTS"] = "on";
  try {
    const guest = clientWith(db);
    expect(await guest.account.me.query()).toEqual({ mode: "signed-out" });
    expect((await refusalOf(guest.notebooks.list.query())).code).toBe("UNAUTHORIZED");
    const old = await makeFirstOwnerLink(db);
    const secret = (await makeFirstOwnerLink(db)) ?? "";
    for (const wrong of [undefined, "", old ?? "", "made up"])
      expect((await refusalOf(guest.account.begin.mutate({ ...OLGA, secret: wrong }))).code).toBe(
        "FORBIDDEN",
      );
    expect((await guest.account.begin.mutate({ ...OLGA, secret })).notebooks).toBe(1);
    expect((await refusalOf(guest.account.begin.mutate({ ...OLGA, secret }))).code).toBe("UNAUTHORIZED");
    expect(await makeFirstOwnerLink(db)).toBeNull();
  } finally {
    delete process.env["LOOKBACK_ACCOUNTS"];
  }
});

test("accounts are turned on once, however many try at the same time", async () => {
  const db = await openCopy();
  const tries = [1, 2, 3].map((n) =>
    clientWith(db).account.begin.mutate({ ...OLGA, email: `o${n}@desk.test` }),
  );
  const ends = await Promise.allSettled(tries);
  expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await db.prisma.user.count()).toBe(1);
  expect((await refusalOf(clientWith(db).account.begin.mutate(OLGA))).code).toBe("UNAUTHORIZED");
});

test("a token works for the command line, never for accounts, and not a call longer than it is wanted", async () => {
  const db = await openCopy();
  await clientWith(db).account.begin.mutate(OLGA);
  const olga = clientWith(db, { cookie: await signIn(db, "olga@desk.test") });
  const { secret } = await olga.account.makeToken.mutate({ name: "laptop", days: null });
  const cli = clientWith(db, { authorization: `Bearer ${secret}` });
  const { id } = await cli.notebooks.create.mutate({ source: "from the command line" });
  expect((await olga.notebooks.get.query({ id })).level).toBe("own");
  expect((await refusalOf(cli.account.makeToken.mutate({ name: "more", days: 1 }))).code).toBe("FORBIDDEN");
  const [listed] = await olga.account.tokens.query();
  expect(listed).toMatchObject({ name: "laptop", start: secret.slice(0, 8), workspace: "Desk" });
  expect(JSON.stringify([listed, await db.prisma.apiToken.findMany()])).not.toContain(secret);
  await olga.account.revokeToken.mutate({ id: listed?.id ?? "" });
  expect((await refusalOf(cli.notebooks.list.query())).code).toBe("UNAUTHORIZED");
});

test("a token that has expired and one that was made up are nobody's", async () => {
  const db = await openCopy();
  await clientWith(db).account.begin.mutate(OLGA);
  const olga = clientWith(db, { cookie: await signIn(db, "olga@desk.test") });
  const { secret } = await olga.account.makeToken.mutate({ name: "short", days: 1 });
  await db.prisma.apiToken.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });
  for (const bearer of [secret, `lb_${"a".repeat(43)}`, "lb_", "", "null"]) {
    const request = new Request(ORIGIN, { headers: { authorization: `Bearer ${bearer}` } });
    expect((await readActor(db, request)).kind).toBe("nobody");
  }
});
