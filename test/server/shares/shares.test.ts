import { gunzipSync, gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { backtest, syntheticMarket } from "#engine/index.ts";
import type { CellSnapshot } from "#engine/notebook/snapshot.ts";
import { printSnapshot } from "#engine/notebook/snapshot.ts";
import { createNotebook } from "#server/notebooks/create-notebook.ts";
import { barsRoute } from "#server/prices/bars-route.ts";
import { importCsv } from "#test/server/prices/import-csv.ts";
import { emaCross } from "#test/arbitraries/strategies.ts";
import { openCopy } from "../open-copy.ts";
import { clientWith, openDesk, ORIGIN, refusalOf, signIn } from "../access/desk.ts";

const db = await openCopy();
const { people } = await openDesk(db);
const owner = clientWith(db, { cookie: await signIn(db, people.owner.email) });
const guest = clientWith(db);
const CSV = "date,open,high,low,close,volume\n2024-01-02,10,12,9,11,100\n";
for (const symbol of ["SPY", "SECRET"]) await importCsv(db, CSV, { symbol, timeframe: "1d" });

const SOURCE = `// --- notebook
// title: "Shared"
// nb: 1
// ---

// %% [md] id="head"
// # Shared
//
// The edge is ${"my secret edge".length} letters long.

// %% [ts] id="code"
const edge = "my secret edge"; await bars("SPY"); await bars("NOPE")
`;
const bars = syntheticMarket({ kind: "trending", bars: 60, seed: 4 });
const state: CellSnapshot["state"] = {
  ...{ cellId: "code", version: 1, status: "fresh", defines: [], reads: [] },
  outputs: [
    { type: "text", text: "Sharpe 1.2" },
    { type: "backtest", result: { ...backtest(emaCross, { bars }), code: "my secret edge" } },
  ],
  logs: [{ level: "log", text: "edge is my secret edge" }],
  warnings: [{ message: "my secret edge is never read", line: 1, column: 7 }],
  values: [{ name: "edge", type: "string", text: "my secret edge" }],
};
const failed: CellSnapshot["state"] = {
  ...{ cellId: "other", version: 1, status: "error", defines: ["mySecretEdge"], reads: [] },
  outputs: [{ type: "value", value: { kind: "leaf", type: "function", text: '() => "my secret edge"' } }],
  error: {
    ...{ code: "unexpected", message: "my secret edge is not a function" },
    frames: [{ cellId: "other", line: 1, column: 1, name: "mySecretEdge" }],
    fixes: [{ title: "rename", edits: [{ cellId: "other", from: 0, to: 1, text: "my secret edge" }] }],
  },
};
const body = gzipSync(
  printSnapshot(
    [state, failed].map((each) => ({ sourceHash: "x", ranAt: 1, state: each })),
    "",
  ),
).toString("base64");
const ranAt = "2026-01-02T03:04:05.000Z";
const link = {
  level: "view",
  shape: "notebook",
  pinned: false,
  showCode: true,
  days: null,
} as const;

async function shared() {
  const { id, revision } = await createNotebook(db, { source: SOURCE }, people.owner);
  await owner.notebooks.saveSnapshot.mutate({ id, body, ranAt, sparkline: [] });
  return { id, revision };
}

function barsThrough(link: string | null, query: string): Promise<Response> {
  const headers: Record<string, string> = link === null ? {} : { "x-lookback-link": link };
  return barsRoute(new Request(`${ORIGIN}/api/bars?${query}`, { headers }), () => db);
}

test("a link opens the current notebook with its author and stored results, for anybody who has it", async () => {
  const { id, revision } = await shared();
  const made = await owner.shares.makeLink.mutate({ id, ...link });
  expect(made.id).toMatch(/^[\w-]{32}$/);
  expect(await guest.shares.open.query({ link: made.id })).toMatchObject({
    ...{
      title: "Shared",
      author: "Olga",
      source: SOURCE,
      revision,
      snapshot: body,
      pinned: false,
      level: "view",
    },
  });
  const saved = await owner.notebooks.save.mutate({
    id,
    source: `${SOURCE}// more\n`,
    baseRevision: revision,
  });
  expect((await guest.shares.open.query({ link: made.id })).revision).toBe(saved.revision);
  expect((await refusalOf(guest.notebooks.get.query({ id }))).code).toBe("UNAUTHORIZED");
});

test("a pinned link keeps its revision and its results, whatever comes after", async () => {
  const { id, revision } = await shared();
  const made = await owner.shares.makeLink.mutate({ id, ...link, pinned: true });
  await owner.notebooks.save.mutate({ id, source: "quite different", baseRevision: revision });
  const later = gzipSync(printSnapshot([], "")).toString("base64");
  await owner.notebooks.saveSnapshot.mutate({ id, body: later, ranAt, sparkline: [] });
  const opened = await guest.shares.open.query({ link: made.id });
  expect([opened.revision, opened.source, opened.snapshot]).toEqual([revision, SOURCE, body]);
});

test("a link without code tells none of it: not in the text, not in what cells showed", async () => {
  const { id } = await shared();
  const made = await owner.shares.makeLink.mutate({
    id,
    ...link,
    pinned: true,
    showCode: false,
    shape: "sheet",
  });
  const opened = await guest.shares.open.query({ link: made.id });
  const shown = gunzipSync(Buffer.from(opened.snapshot ?? "", "base64")).toString();
  expect(`${opened.source}${shown}`).not.toMatch(/secret ?edge/i);
  expect([opened.source.includes("# Shared"), shown.includes("Sharpe 1.2")]).toEqual([true, true]);
});

test("a sheet without code that was made when less was hidden is mended when it is opened, for good", async () => {
  const { id } = await shared();
  const sheet = { pinned: true, showCode: false, shape: "sheet" } as const;
  const made = await owner.shares.makeLink.mutate({ id, ...link, ...sheet });
  const before = { snapshot: Buffer.from(body, "base64"), hiddenBy: 0 };
  await db.prisma.shareLink.update({ where: { id: made.id }, data: before });
  const opened = await guest.shares.open.query({ link: made.id });
  const kept = await db.prisma.shareLink.findUniqueOrThrow({ where: { id: made.id } });
  for (const shown of [Buffer.from(opened.snapshot ?? "", "base64"), kept.snapshot ?? ""])
    expect(gunzipSync(shown).toString()).not.toMatch(/secret ?edge/i);
  expect((await guest.shares.open.query({ link: made.id })).snapshot).toBe(opened.snapshot);
});

test("a link that was revoked, has expired, lies in the bin or was made up answers the same", async () => {
  const { id } = await shared();
  const make = () => owner.shares.makeLink.mutate({ id, ...link, level: "run", symbols: ["SPY"], days: 1 });
  const [revoked, expired, binned] = [await make(), await make(), await make()];
  await owner.shares.revokeLink.mutate({ id, link: revoked.id });
  await db.prisma.shareLink.update({ where: { id: expired.id }, data: { expiresAt: new Date(0) } });
  const open = (each: string) => refusalOf(guest.shares.open.query({ link: each }));
  const told = [await open(revoked.id), await open(expired.id), await open("a".repeat(32))];
  await owner.notebooks.bin.mutate({ id, binned: true });
  told.push(await open(binned.id));
  expect(new Set(told.map((each) => JSON.stringify(each))).size).toBe(1);
  expect((await barsThrough(binned.id, "symbol=SPY")).status).toBe(404);
});

test("a run through a link loads the symbols that it names, and no others, whether those exist or not", async () => {
  const { id } = await shared();
  const run = await owner.shares.makeLink.mutate({ id, ...link, level: "run", symbols: ["SPY"] });
  expect((await barsThrough(run.id, "symbol=SPY")).status).toBe(200);
  const told = [];
  for (const query of ["symbol=SECRET", "symbol=NOPE", "symbols=SPY,SECRET"]) {
    const answer = await barsThrough(run.id, query);
    told.push([answer.status, (await answer.text()).replace(/SECRET|NOPE/, "X")]);
  }
  expect(new Set(told.map((each) => JSON.stringify(each))).size).toBe(1);
  expect((await guest.shares.datasets.query({ link: run.id })).map(({ symbol }) => symbol)).toEqual(["SPY"]);
});

test("a link to look at loads nothing, and nobody without a link does", async () => {
  const { id } = await shared();
  const view = await owner.shares.makeLink.mutate({ id, ...link, symbols: ["SPY"] });
  expect((await barsThrough(view.id, "symbol=SPY")).status).toBe(404);
  expect(await guest.shares.datasets.query({ link: view.id })).toEqual([]);
  expect((await barsThrough(null, "symbol=SPY")).status).toBe(401);
});

test("hidden code is pinned and cannot be run; a sheet is pinned", async () => {
  const { id } = await shared();
  const wrong = [
    { ...link, showCode: false },
    { ...link, pinned: true, showCode: false, level: "run" as const },
    { ...link, shape: "sheet" as const },
  ];
  for (const each of wrong)
    expect((await refusalOf(owner.shares.makeLink.mutate({ id, ...each }))).code).toBe("BAD_REQUEST");
});

test("a notebook that has not shown anything yet has no sheet", async () => {
  const { id } = await createNotebook(db, { source: SOURCE }, people.owner);
  const sheet = { ...link, id, shape: "sheet" as const, pinned: true, showCode: false };
  expect((await refusalOf(owner.shares.makeLink.mutate(sheet))).message).toBe(
    "no results to print; run the notebook first",
  );
});

test("sharing names the stored symbols that the text uses, and shows links to the owner only", async () => {
  const { id } = await shared();
  await owner.shares.makeLink.mutate({ id, ...link });
  await owner.shares.set.mutate({ id, shared: "comment" });
  await db.prisma.rateLimit.deleteMany();
  const member = clientWith(db, { cookie: await signIn(db, people.member.email) });
  const [own, theirs] = [await owner.shares.get.query({ id }), await member.shares.get.query({ id })];
  expect([own.mine, own.symbols, own.links.length]).toEqual(["own", ["SPY"], 1]);
  expect([theirs.mine, theirs.symbols, theirs.links.length]).toEqual(["comment", [], 0]);
});

test("only members of its workspace are given a notebook", async () => {
  const { id } = await shared();
  const foreign = owner.shares.grant.mutate({ id, userId: people.stranger.id, level: "view" });
  const absent = owner.shares.grant.mutate({ id, userId: "nobody", level: "view" });
  expect(await refusalOf(foreign)).toEqual(await refusalOf(absent));
});

test("a copy is its maker's alone: what the original was shared with stays with the original", async () => {
  const { id } = await shared();
  const { viewer, member } = people;
  await owner.shares.set.mutate({ id, shared: "run" });
  await owner.shares.grant.mutate({ id, userId: viewer.id, level: "edit" });
  await owner.shares.makeLink.mutate({ id, ...link });
  const copy = await clientWith(db, { cookie: await signIn(db, member.email) }).notebooks.duplicate.mutate({
    id,
  });
  const found = await db.prisma.notebook.findUniqueOrThrow({
    where: { id: copy.id },
    select: { ownerId: true, shared: true, grants: true, links: true },
  });
  expect(found).toEqual({ ownerId: member.id, shared: "none", grants: [], links: [] });
  const theirs = clientWith(db, { cookie: await signIn(db, viewer.email) });
  expect((await refusalOf(theirs.notebooks.get.query({ id: copy.id }))).code).toBe("NOT_FOUND");
  expect((await theirs.notebooks.get.query({ id })).id).toBe(id);
});
