import { randomUUID } from "node:crypto";
import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { hashText } from "#engine/hash.ts";
import { indicatorRoute } from "#server/indicator-cache/indicator-route.ts";
import { exportRoute } from "#server/exchange/export-route.ts";
import { importRoute as importWorkspaceRoute } from "#server/exchange/import-route.ts";
import { healthRoute } from "#server/health/health-route.ts";
import { metricsRoute } from "#server/metrics/metrics-route.ts";
import { barsRoute } from "#server/prices/bars-route.ts";
import { importRoute } from "#server/prices/import-route.ts";
import { trialsRoute } from "#server/studies/trials-route.ts";
import { tablesRoute } from "#server/tables/tables-route.ts";
import { PLAIN_STUDY } from "../plain-study.ts";
import { openCopy } from "../open-copy.ts";
import { clientWith, openDesk, ORIGIN, refusalOf, signIn } from "./desk.ts";

const db = await openCopy();
const { people } = await openDesk(db);
const ownerCookie = await signIn(db, people.owner.email);
const owner = clientWith(db, { cookie: ownerCookie });
const stranger = clientWith(db, { cookie: await signIn(db, people.stranger.email) });

// Theirs: a notebook with a comment, a link, a named text, a suggestion from a copy, an invitation and a token.
const theirs = await stranger.notebooks.create.mutate({ source: "their secret" });
const thread = await stranger.comments.add.mutate({
  id: theirs.id,
  body: "a secret word",
  revision: theirs.revision,
});
const link = await stranger.shares.makeLink.mutate({
  id: theirs.id,
  level: "view",
  pinned: false,
  days: null,
});
const fork = await stranger.notebooks.duplicate.mutate({ id: theirs.id });
await stranger.notebooks.save.mutate({ id: fork.id, source: "another secret", baseRevision: fork.revision });
await stranger.suggestions.make.mutate({ id: fork.id, message: "secret" });
const [suggestion] = await stranger.suggestions.list.query({ id: theirs.id });
await stranger.invitations.make.mutate({ email: "new@elsewhere.test", role: "member" });
const invitation = await db.prisma.invitation.findFirstOrThrow();
await stranger.account.makeToken.mutate({ name: "cli", days: 1 });
const token = await db.prisma.apiToken.findFirstOrThrow();
const elsewhere = people.stranger.seat?.id ?? "";

// Mine.
const { id, revision } = await owner.notebooks.create.mutate({ source: "mine" });

/** Calls that name something inside of what one may see, or a person or a workspace: what of others is named, and what nobody has. */
const CALLS: readonly (readonly [string, string, string, (name: string) => Promise<unknown>])[] = [
  [
    "a text of another notebook",
    theirs.revision,
    hashText("x"),
    (name) => owner.notebooks.get.query({ id, revision: name }),
  ],
  [
    "a comment's text",
    theirs.revision,
    hashText("x"),
    (name) => owner.comments.add.mutate({ id, body: "?", revision: name, cellId: "a" }),
  ],
  [
    "a thread",
    thread.commentId,
    randomUUID(),
    (name) => owner.comments.add.mutate({ id, body: "?", revision, threadId: name }),
  ],
  [
    "a comment",
    thread.commentId,
    randomUUID(),
    (name) => owner.comments.change.mutate({ id, commentId: name, body: "x" }),
  ],
  [
    "a thread's end",
    thread.commentId,
    randomUUID(),
    (name) => owner.comments.resolve.mutate({ id, threadId: name, resolved: true }),
  ],
  [
    "a suggestion",
    suggestion?.id ?? "",
    randomUUID(),
    (name) => owner.suggestions.get.query({ id, suggestionId: name }),
  ],
  [
    "its end",
    suggestion?.id ?? "",
    randomUUID(),
    (name) => owner.suggestions.close.mutate({ id, suggestionId: name }),
  ],
  [
    "its cells",
    suggestion?.id ?? "",
    randomUUID(),
    (name) =>
      owner.suggestions.accept.mutate({ id, suggestionId: name, cells: ["a"], baseRevision: revision }),
  ],
  ["a link", link.id, "a".repeat(32), (name) => owner.shares.revokeLink.mutate({ id, link: name })],
  [
    "a person to share with",
    people.stranger.id,
    "nobody",
    (name) => owner.shares.grant.mutate({ id, userId: name, level: "view" }),
  ],
  [
    "a person's role",
    people.stranger.id,
    "nobody",
    (name) => owner.workspaces.setRole.mutate({ userId: name, role: "admin" }),
  ],
  [
    "a person's seat",
    people.stranger.id,
    "nobody",
    (name) => owner.workspaces.removeMember.mutate({ userId: name }),
  ],
  [
    "a person's password",
    people.stranger.id,
    "nobody",
    (name) => owner.workspaces.resetPassword.mutate({ userId: name }),
  ],
  ["an invitation", invitation.id, randomUUID(), (name) => owner.invitations.revoke.mutate({ id: name })],
  ["a token", token.id, randomUUID(), (name) => owner.account.revokeToken.mutate({ id: name })],
  ["a workspace", elsewhere, randomUUID(), (name) => owner.workspaces.enter.mutate({ id: name })],
];

test.each(CALLS)(
  "%s of others is refused in the words for what nobody has",
  async (_, hidden, absent, call) => {
    const told = async (name: string) => {
      const { code, message } = await refusalOf(call(name));
      return { code, message: message.replaceAll(name, "ID").replaceAll(name.slice(0, 12), "ID") };
    };
    expect(await told(hidden)).toEqual(await told(absent));
  },
);

test("nothing of theirs was changed by trying, and no list of mine counts it", async () => {
  const [comment] = await stranger.comments.list.query({ id: theirs.id });
  expect([comment?.body, comment?.resolvedAt, comment?.answers.length]).toEqual(["a secret word", null, 0]);
  expect((await stranger.suggestions.list.query({ id: theirs.id })).map(({ status }) => status)).toEqual([
    "open",
  ]);
  expect([await db.prisma.invitation.count(), await db.prisma.apiToken.count()]).toEqual([1, 1]);
  expect((await stranger.shares.get.query({ id: theirs.id })).links).toHaveLength(1);
  const lists = [
    ...[await owner.notebooks.list.query({}), await owner.activity.workspace.query({})],
    ...[
      await owner.workspaces.members.query(),
      await owner.invitations.list.query(),
      await owner.account.tokens.query(),
    ],
  ];
  expect(JSON.stringify(lists)).not.toMatch(/secret|stranger@|elsewhere/i);
});

test("every HTTP route that is no page refuses who has not signed in, but for those that everybody may have", async () => {
  const request = (path: string, init?: RequestInit) => new Request(`${ORIGIN}/api/${path}`, init);
  const post = { method: "POST", headers: { origin: ORIGIN }, body: "x" };
  const database = () => db;
  const answers: Readonly<Record<string, () => Promise<Response>>> = {
    bars: () => barsRoute(request("bars?symbol=SP500&timeframe=1d"), database),
    "bars/import": () => importRoute(request("bars/import", post), database),
    indicators: () => indicatorRoute(request("indicators"), database),
    metrics: () => metricsRoute(request("metrics"), database),
    "studies/[id]/trials": () => trialsRoute(request("studies/x/trials"), randomUUID(), database),
    "tables/[name]": () => tablesRoute(request("tables/saved_runs"), "saved_runs", database),
    workspace: () => exportRoute(request("workspace"), database),
    "workspace, import": () => importWorkspaceRoute(request("workspace", post), database),
  };
  for (const [name, answer] of Object.entries(answers))
    expect([name, (await answer()).status]).toEqual([name, 401]);
  const health = await healthRoute(request("health"), database);
  expect([health.status, Object.keys((await health.json()) as object)]).toEqual([200, ["status"]]);

  // The tests of procedures and of the sign-in are others; the book and the reference are files of the product.
  const elsewhereTested = [
    "auth/[action]",
    "auth/sign-in/email",
    "trpc/[trpc]",
    "examples",
    "reference",
    "health",
  ];
  const folder = join(import.meta.dirname, "../../../app/api");
  const routes = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("route.ts"))
    .map((file) => relative(folder, join(folder, file, "..")));
  expect(routes.sort()).toEqual(
    [...Object.keys(answers).filter((name) => !name.includes(",")), ...elsewhereTested].sort(),
  );
});

test("a study's trials of others answer over HTTP as those of no study do", async () => {
  const made = await db.prisma.study.create({
    data: { workspaceId: elsewhere, owner: people.stranger.id, ...PLAIN_STUDY },
  });
  const told = async (name: string) => {
    const request = new Request(`${ORIGIN}/api/studies/${name}/trials`, { headers: { cookie: ownerCookie } });
    const answer = await trialsRoute(request, name, () => db);
    return [answer.status, (await answer.text()).replaceAll(name, "ID")];
  };
  const [hidden, absent] = [await told(made.id), await told(randomUUID())];
  expect(hidden).toEqual(absent);
  expect(hidden[0]).toBe(404);
});
