import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { LOCAL, NOBODY } from "#server/access/actor.ts";
import type { Actor, Person } from "#server/access/actor.ts";
import { authorize } from "#server/access/authorize.ts";
import { ROUTE_RULES, RULES } from "#server/access/rules.ts";
import { createNotebook } from "#server/notebooks/create-notebook.ts";
import { appRouter } from "#server/router.ts";
import { allowSource } from "#server/studies/allow-source.ts";
import { PLAIN_STUDY } from "../plain-study.ts";
import { openCopy } from "../open-copy.ts";
import { clientWith, openDesk } from "./desk.ts";

const db = await openCopy();
const local = await createNotebook(db, { source: "before there were accounts" });
const { people, workspaceId } = await openDesk(db);

/**
 * Who may call what, written down from issue 7 without looking at the rules. Columns: nobody, a stranger of another workspace, viewer, member,
 * admin, owner; x may, . may not. Things that a call names belong to Olga, the owner, and are shared with the workspace for viewing.
 */
const TABLE: Readonly<Record<string, string>> = {
  health: ".xxxxx",
  "account.me": "xxxxxx",
  "account.begin": "......",
  "account.rename": ".xxxxx",
  "account.sessions": ".xxxxx",
  "account.tokens": ".xxxxx",
  "account.makeToken": ".xxxxx",
  "account.revokeToken": ".xxxxx",
  "invitations.open": "xxxxxx",
  "invitations.accept": "xxxxxx",
  "invitations.list": ".x..xx",
  "invitations.make": ".x..xx",
  "invitations.revoke": ".x..xx",
  "workspaces.list": ".xxxxx",
  "workspaces.make": ".xxxxx",
  "workspaces.enter": ".xxxxx",
  "workspaces.rename": ".x..xx",
  "workspaces.members": ".xxxxx",
  "workspaces.setRole": ".x..xx",
  "workspaces.removeMember": ".x..xx",
  "workspaces.resetPassword": ".x..xx",
  "shares.get": "..xxxx",
  "shares.set": "....xx",
  "shares.grant": "....xx",
  "shares.makeLink": "....xx",
  "shares.revokeLink": "....xx",
  "shares.open": "xxxxxx",
  "shares.datasets": "xxxxxx",
  "suggestions.make": "....xx",
  "suggestions.list": "..xxxx",
  "suggestions.get": "..xxxx",
  "suggestions.accept": "....xx",
  "suggestions.close": "..xxxx",
  "comments.list": "..xxxx",
  "comments.people": "....xx",
  "comments.add": "....xx",
  "comments.change": "....xx",
  "comments.resolve": "....xx",
  "activity.notebook": "..xxxx",
  "activity.workspace": ".xxxxx",
  "activity.notifications": ".xxxxx",
  "activity.markRead": ".xxxxx",
  "notebooks.list": ".xxxxx",
  "notebooks.get": "..xxxx",
  "notebooks.revisions": "..xxxx",
  "notebooks.revision": "..xxxx",
  "notebooks.nameRevision": "....xx",
  "notebooks.restore": "....xx",
  "notebooks.keepFindings": "....xx",
  "notebooks.lastSeen": "..xxxx",
  "notebooks.markSeen": "..xxxx",
  "notebooks.create": ".x.xxx",
  "notebooks.save": "....xx",
  "notebooks.rename": "....xx",
  "notebooks.duplicate": "...xxx",
  "notebooks.bin": "....xx",
  "notebooks.snapshot": "..xxxx",
  "notebooks.saveSnapshot": "....xx",
  "notebooks.remove": "....xx",
  "prices.version": ".xxxxx",
  "prices.datasets": ".xxxxx",
  "providers.list": ".xxxxx",
  "quality.get": ".xxxxx",
  "quality.decide": ".x.xxx",
  "quality.accept": ".x.xxx",
  "quality.crossCheck": ".x.xxx",
  "universes.list": ".xxxxx",
  "universes.get": ".xxxxx",
  "universes.preview": ".xxxxx",
  "universes.versions": ".xxxxx",
  "universes.save": ".x.xxx",
  "universes.refresh": ".x.xxx",
  "syncs.list": ".xxxxx",
  "syncs.get": ".xxxxx",
  "syncs.start": ".x.xxx",
  "syncs.repair": ".x.xxx",
  "syncs.cancel": ".x.xxx",
  "syncs.schedules": ".xxxxx",
  "syncs.schedule": ".x.xxx",
  "syncs.unschedule": ".x.xxx",
  "syncs.follow": ".xxxxx",
  "retention.list": ".xxxxx",
  "retention.preview": ".xxxxx",
  "retention.save": ".x..xx",
  "studies.list": ".xxxxx",
  "studies.create": "....xx",
  "studies.estimate": "....xx",
  "studies.get": "..xxxx",
  "studies.trials": "..xxxx",
  "studies.outcome": "..xxxx",
  "studies.recipe": "..xxxx",
  "studies.promote": "...xxx",
  "studies.kept": "..xxxx",
  "studies.repeat": "...xxx",
  "studies.repeated": "..xxxx",
  "studies.redrive": "...xxx",
  "studies.pause": "...xxx",
  "studies.resume": "...xxx",
  "studies.cancel": "...xxx",
  "studies.bin": "...xxx",
  "studies.remove": "....xx",
  "studies.permutation": "..xxxx",
  "studies.permute": "...xxx",
  "studies.stopPermuting": "...xxx",
  "studies.follow": "..xxxx",
  "runs.list": ".xxxxx",
  "runs.record": "....xx",
  "runs.get": "..xxxx",
  "runs.report": "..xxxx",
  "runs.change": "...xxx",
  "runs.noteRerun": "...xxx",
  "strategies.list": ".xxxxx",
  "strategies.get": "..xxxx",
  "strategies.change": "...xxx",
};
const ROUTES: Readonly<Record<string, string>> = {
  bars: ".xxxxx",
  "bars.import": ".x.xxx",
  indicators: ".xxxxx",
  tables: ".xxxxx",
  studyTrials: "..xxxx",
  metrics: ".x..xx",
  live: "..xxxx",
  "workspace.export": ".xxxxx",
  "workspace.import": ".x.xxx",
};
const COLUMNS: readonly (readonly [string, Actor])[] = [
  ["nobody", NOBODY],
  ["stranger", people.stranger],
  ["viewer", people.viewer],
  ["member", people.member],
  ["admin", people.admin],
  ["owner", people.owner],
];

const runId = randomUUID();
const studyId = randomUUID();
const strategyId = randomUUID();
await db.prisma.notebook.update({ where: { id: local.id }, data: { shared: "view" } });
const strategy = { strategyName: "s", strategyVersion: "1", codeHash: "c", paramsHash: "p" };
await db.prisma.run.create({ data: { id: runId, workspaceId, ...strategy } });
await db.prisma.strategyVersion.create({
  data: { id: strategyId, workspaceId, name: "s", version: "1", codeHash: "c", configHash: "p" },
});
await db.prisma.study.create({
  data: { id: studyId, workspaceId, owner: people.owner.id, ...PLAIN_STUDY },
});

/** What a call of this name would name. */
function inputOf(path: string): unknown {
  if (path.startsWith("strategies.")) return { id: strategyId };
  if (path.startsWith("runs.")) return { id: runId, notebookId: local.id };
  if (path.startsWith("studies.") || path === "studyTrials") return { id: studyId, notebookId: local.id };
  return { id: local.id };
}

const rulesOf = (path: string) => RULES[path] ?? ROUTE_RULES[path as keyof typeof ROUTE_RULES];

async function allows(path: string, actor: Actor, input = inputOf(path)): Promise<boolean> {
  return authorize(db, actor, rulesOf(path), input).then(
    () => true,
    () => false,
  );
}

const procedures = Object.keys(appRouter._def.procedures).sort();

test("every procedure of the router has a row in this table and a rule, and nothing else has", () => {
  expect(Object.keys(TABLE).sort()).toEqual(procedures);
  expect(Object.keys(RULES).sort()).toEqual(procedures);
  expect(Object.keys(ROUTE_RULES).sort()).toEqual(Object.keys(ROUTES).sort());
});

test.each([...Object.entries(TABLE), ...Object.entries(ROUTES)])("%s lets pass %s", async (path, row) => {
  const seen = [];
  for (const [, actor] of COLUMNS) seen.push((await allows(path, actor)) ? "x" : ".");
  expect(seen.join("")).toBe(row);
});

test("a machine without accounts may everything but what is about accounts", async () => {
  for (const path of procedures)
    expect([path, await allows(path, LOCAL)]).toEqual([path, rulesOf(path)?.kind !== "self"]);
});

test("a token may what its owner may, but for accounts", async () => {
  const token: Person = { ...people.owner, via: "token" };
  for (const path of procedures) {
    const may = (await allows(path, people.owner)) && rulesOf(path)?.kind !== "self";
    expect([path, await allows(path, token)]).toEqual([path, may]);
  }
});

test("who was removed from every workspace may only look after their own account", async () => {
  const gone: Person = { ...people.owner, id: "gone", seat: null };
  const may = [];
  for (const path of procedures) if (await allows(path, gone)) may.push(path);
  expect(
    may.every((path) => path.startsWith("account.") || ["open", "self"].includes(rulesOf(path)?.kind ?? "")),
  ).toBe(true);
});

test("a call without a rule is refused to everybody", async () => {
  await expect(authorize(db, LOCAL, RULES["notebooks.invented"], {})).rejects.toThrow("without a rule");
});

test("every procedure is behind its rule: signed out, all but the open ones answer UNAUTHORIZED over HTTP", async () => {
  const { trpcRoute } = await import("#server/trpc-route.ts");
  for (const path of procedures) {
    const kind = appRouter._def.procedures[path as keyof typeof appRouter._def.procedures] as {
      _def: { type: string };
    };
    const write = kind._def.type === "mutation";
    const init = write ? { method: "POST", body: "{}", headers: { "content-type": "application/json" } } : {};
    const url = `http://localhost:3000/api/trpc/${path}${write ? "" : "?input=%7B%7D"}`;
    const answer = await trpcRoute(new Request(url, init), () => db);
    const text = await answer.text();
    const refused = answer.status === 401 || text.includes('"UNAUTHORIZED"');
    expect([path, refused]).toEqual([path, RULES[path]?.kind !== "open"]);
  }
});

test("a study may take the strategy of an earlier one only where its caller may see that one", async () => {
  const study = { kind: "study", study: studyId } as const;
  await expect(allowSource(db, people.stranger, { strategy: study })).rejects.toThrow("unknown study");
  await expect(allowSource(db, LOCAL, { strategy: study })).resolves.toBeUndefined();
});

test("a study in the bin is there only for those who may take it out", async () => {
  await db.prisma.study.update({ where: { id: studyId }, data: { binnedAt: new Date() } });
  const seen = [];
  for (const [name, actor] of COLUMNS) if (await allows("studies.get", actor)) seen.push(name);
  await db.prisma.study.update({ where: { id: studyId }, data: { binnedAt: null } });
  expect(seen).toEqual(["member", "admin", "owner"]);
});

test("what does not exist and what one may not see answer with the same code and the same words", async () => {
  const named = { notebook: local.id, run: runId, study: studyId, strategy: strategyId };
  const cases = procedures.flatMap((path): [string, string, string][] => {
    const { kind } = rulesOf(path) ?? {};
    const hidden = Object.entries(named).find(([what]) => what === kind)?.[1];
    return hidden === undefined
      ? []
      : [
          [path, hidden, randomUUID()],
          [path, hidden, "not-even-an-id"],
        ];
  });
  expect(cases.length).toBeGreaterThan(80);
  for (const [path, hidden, absent] of cases) {
    const told = async (id: string) => {
      const trouble: unknown = await authorize(db, people.stranger, RULES[path], { id }).catch(
        (error: unknown) => error,
      );
      const { code, message } = trouble as { code: string; message: string };
      return { code, message: message.replaceAll(id, "ID") };
    };
    expect([path, await told(hidden)]).toEqual([path, await told(absent)]);
  }
});

test("ids of another's choice cannot be had, so that they tell nothing of what is taken", async () => {
  const taken = await createNotebook(db, { id: local.id, source: "x" }, people.stranger);
  const free = await createNotebook(db, { id: "free-name", source: "x" }, people.stranger);
  expect([taken.id === local.id, free.id === "free-name"]).toEqual([false, false]);
  expect((await clientWith(db).account.me.query()).mode).toBe("signed-out");
});
