import { describe, expect, test } from "vitest";
import type { Actor } from "#server/access/actor.ts";
import { createNotebook } from "#server/notebooks/create-notebook.ts";
import { duplicateNotebook } from "#server/notebooks/duplicate-notebook.ts";
import { getNotebook } from "#server/notebooks/get-notebook.ts";
import { removeNotebook } from "#server/notebooks/remove-notebook.ts";
import { saveNotebook } from "#server/notebooks/save-notebook.ts";
import { TYPING_MS } from "#server/revisions/add-revision.ts";
import { keepFindings } from "#server/revisions/keep-findings.ts";
import { getRevision } from "#server/revisions/get-revision.ts";
import { listRevisions } from "#server/revisions/list-revisions.ts";
import { nameRevision } from "#server/revisions/name-revision.ts";
import { lastSeen, markSeen } from "#server/revisions/note-seen.ts";
import { restoreRevision } from "#server/revisions/restore-revision.ts";
import { openCopy } from "../open-copy.ts";

const db = await openCopy();
const ANN: Actor = {
  kind: "person",
  id: "ann",
  name: "Ann",
  email: "ann@desk.test",
  via: "session",
  seat: null,
};
await db.prisma.user.createMany({
  data: ["ann", "bob"].map((id) => ({ id, name: id.toUpperCase(), email: `${id}@desk.test` })),
});
const cellsOf = (...texts: readonly string[]) =>
  texts.map((text, at) => `// %% [ts] id="c${at}"\n${text}\n`).join("\n");

/** A notebook and what its author types into it, each text over the one before. */
async function typed(id: string, base: string, texts: readonly string[], author: string | null = null) {
  let revision = base;
  for (const source of texts) {
    ({ revision } = await saveNotebook(db, { id, source, baseRevision: revision, typing: true }, author));
  }
  return revision;
}
const numbers = async (id: string) => (await listRevisions(db, { id })).map(({ number }) => number);
const textsKept = async () => ({
  sources: await db.prisma.notebookSource.count(),
  pieces: await db.prisma.notebookPiece.count(),
});

describe("history", () => {
  test("what is typed within two minutes is one revision, and what it went through takes no room", async () => {
    const { id, revision } = await createNotebook(db, { source: cellsOf("1", "2") });
    const first = await typed(id, revision, [cellsOf("1", "a")]);
    const before = await textsKept();
    const last = await typed(
      id,
      first,
      ["ab", "abc", "abcd"].map((text) => cellsOf("1", text)),
    );
    expect(await numbers(id)).toEqual([2, 1]);
    expect(await textsKept()).toEqual(before);
    expect(await getNotebook(db, { id })).toMatchObject({ revision: last, source: cellsOf("1", "abcd") });
    expect((await getNotebook(db, { id, revision })).source).toBe(cellsOf("1", "2"));
  });

  test("after two minutes, by another author or by hand the next save is a revision of its own", async () => {
    const { id, revision } = await createNotebook(db, { source: "x0" });
    let now = await typed(id, revision, ["x1"], "ann");
    now = await typed(id, now, ["x2"], "bob");
    const earlier = new Date(Date.now() - TYPING_MS - 1);
    await db.prisma.revision.updateMany({ where: { notebookId: id }, data: { createdAt: earlier } });
    now = await typed(id, now, ["x3"], "bob");
    await saveNotebook(db, { id, source: "x4", baseRevision: now }, "bob");
    const history = await listRevisions(db, { id });
    expect(history.map(({ number, author }) => [number, author])).toEqual([
      [5, "BOB"],
      [4, "BOB"],
      [3, "BOB"],
      [2, "ANN"],
      [1, null],
    ]);
  });

  test("what has a name, a fork or another reader stays, whatever is typed next", async () => {
    const { id, revision } = await createNotebook(db, { source: "y0" });
    let now = await typed(id, revision, ["y1"]);
    await nameRevision(db, { id, number: 2, name: "before the split" });
    now = await typed(id, now, ["y2"]);
    await duplicateNotebook(db, { id });
    now = await typed(id, now, ["y3"]);
    await markSeen(db, { id, revision: now }, "reader");
    await typed(id, now, ["y4"]);
    expect(await numbers(id)).toEqual([5, 4, 3, 2, 1]);
    const named = await listRevisions(db, { id, named: true });
    expect(named.map(({ name }) => name)).toEqual(["before the split"]);
    await expect(nameRevision(db, { id, number: 9, name: "none" })).rejects.toThrow("unknown revision: 9");
  });

  test("an older text that is restored is the newest, and nothing of what came between is lost", async () => {
    const { id, revision } = await createNotebook(db, { source: "z0" });
    const { revision: second } = await saveNotebook(db, { id, source: "z1", baseRevision: revision });
    await expect(restoreRevision(db, { id, number: 1, baseRevision: revision })).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await restoreRevision(db, { id, number: 1, baseRevision: second }, "ann")).toEqual({ revision });
    const [newest] = await listRevisions(db, { id });
    expect(newest).toMatchObject({ number: 3, author: "ANN", origin: "restored version 1" });
    expect((await getRevision(db, { id, number: 2 })).source).toBe("z1");
    await expect(getRevision(db, { id, number: 4 })).rejects.toThrow("unknown revision: 4");
  });
});

describe("room", () => {
  test("revisions share the cells that stayed, and a removed notebook takes only its own along", async () => {
    const texts = Array.from({ length: 20 }, (_, at) => `room ${at}`);
    const before = await textsKept();
    const { id, revision } = await createNotebook(db, { source: cellsOf(...texts) });
    const other = await createNotebook(db, { source: cellsOf(...texts.slice(0, 5)) });
    let now = revision;
    for (let n = 0; n < 5; n++) {
      const source = cellsOf(...texts.with(n, `edited ${n}`));
      ({ revision: now } = await saveNotebook(db, { id, source, baseRevision: now }));
    }
    // Twenty cells and five edited ones; the other notebook's last cell ends without a blank line.
    expect((await textsKept()).pieces - before.pieces).toBe(26);
    await removeNotebook(db, { id });
    expect((await textsKept()).pieces - before.pieces).toBe(5);
    expect((await getNotebook(db, { id: other.id })).source).toBe(cellsOf(...texts.slice(0, 5)));
  });

  test("many writers of the same new cells at once all keep them, while others are removed", async () => {
    const source = (at: number) => cellsOf("shared a", "shared b", `own ${at}`);
    const made = await Promise.all(
      Array.from({ length: 8 }, async (_, at) => {
        const kept = await createNotebook(db, { source: source(at) });
        const gone = await createNotebook(db, { source: source(at) });
        await removeNotebook(db, { id: gone.id });
        return kept.id;
      }),
    );
    const texts = await Promise.all(made.map(async (id) => (await getNotebook(db, { id })).source));
    expect(texts).toEqual(made.map((_, at) => source(at)));
  });
});

describe("what changed since", () => {
  test("a reader is told the version that they saw last; saving counts as seeing", async () => {
    const { id, revision } = await createNotebook(db, { source: "s0" }, ANN);
    expect(await lastSeen(db, { id }, "bob")).toBeNull();
    expect(await markSeen(db, { id, revision }, "bob")).toEqual({ number: 1 });
    await saveNotebook(db, { id, source: "s1", baseRevision: revision }, "ann");
    expect(await lastSeen(db, { id }, "bob")).toMatchObject({ number: 1, revision });
    expect(await lastSeen(db, { id }, "ann")).toMatchObject({ number: 2 });
    expect(await markSeen(db, { id, revision: "0".repeat(64) }, "bob")).toEqual({ number: null });
  });

  test("what backtests found is kept with the text that they ran on, and goes with it", async () => {
    const { id, revision } = await createNotebook(db, { source: "f0" });
    const found = {
      ...{ cellId: "a", place: 0, strategy: "s", manifestHash: "m", resultHash: "r" },
      ...{ statistics: { sharpe: 1.5 }, time: [1], equity: [100] },
    };
    expect(await keepFindings(db, { id, revision, findings: [found] })).toEqual({ kept: true });
    expect((await getRevision(db, { id, number: 1 })).findings).toEqual([found]);
    const typing = await typed(id, revision, ["f1"]);
    await keepFindings(db, { id, revision: typing, findings: [found] });
    await typed(id, typing, ["f2"]);
    expect(await keepFindings(db, { id, revision: typing, findings: [found] })).toEqual({ kept: false });
    expect((await listRevisions(db, { id })).map(({ findings }) => findings)).toEqual([0, 1]);
  });
});

test("forks count their trials under the notebook that their line began with", async () => {
  const { id } = await createNotebook(db, { source: "l0" });
  const fork = await duplicateNotebook(db, { id });
  const grandchild = await duplicateNotebook(db, { id: fork.id });
  const line = await db.prisma.notebook.findUniqueOrThrow({ where: { id: grandchild.id } });
  expect([line.lineage, line.forkedFrom]).toEqual([id, fork.id]);
});
