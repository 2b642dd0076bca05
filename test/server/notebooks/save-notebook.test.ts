import { describe, expect, test } from "vitest";
import { hashSource } from "#server/revisions/store-text.ts";
import { createNotebook } from "#server/notebooks/create-notebook.ts";
import { getNotebook } from "#server/notebooks/get-notebook.ts";
import { listNotebooks } from "#server/notebooks/list-notebooks.ts";
import { listRevisions } from "#server/revisions/list-revisions.ts";
import { removeNotebook } from "#server/notebooks/remove-notebook.ts";
import { saveNotebook } from "#server/notebooks/save-notebook.ts";
import { seedNotebook } from "#server/notebooks/seed-notebook.ts";
import { ROOT } from "#server/setup/root.ts";
import { openCopy } from "../open-copy.ts";

const db = await openCopy();

describe("notebooks", () => {
  test("a saved text comes back byte for byte under its hash", async () => {
    const source =
      '// title: Naïve 📈\n// %% [ts] id=a\nconst x = "\\u0001 \r\n' + "'; DROP TABLE notebooks; --\"\n";
    const { id, revision } = await createNotebook(db, { source });
    expect(revision).toBe(hashSource(source));
    expect(await getNotebook(db, { id })).toMatchObject({ id, source, revision });
  });

  test("saving over the current revision moves on; over an older one it is a conflict that names the current", async () => {
    const { id, revision: first } = await createNotebook(db, { source: "one" });
    const { revision: second } = await saveNotebook(db, { id, source: "two", baseRevision: first });
    await expect(saveNotebook(db, { id, source: "three", baseRevision: first })).rejects.toMatchObject({
      code: "conflict",
      details: { revision: second },
    });
    expect((await getNotebook(db, { id })).source).toBe("two");
    expect((await getNotebook(db, { id, revision: first })).source).toBe("one");
  });

  test("of two saves over one base at once exactly one wins", async () => {
    const { id, revision } = await createNotebook(db, { source: "base" });
    const saves = ["left", "right"].map((source) => saveNotebook(db, { id, source, baseRevision: revision }));
    const ends = await Promise.allSettled(saves);
    expect(ends.map((end) => end.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await listRevisions(db, { id, limit: 10 })).toHaveLength(2);
  });

  test("saving what is there adds nothing, and a text that returns is stored once", async () => {
    const { id, revision: first } = await createNotebook(db, { source: "ebb" });
    const { revision: second } = await saveNotebook(db, { id, source: "flow", baseRevision: first });
    expect(await saveNotebook(db, { id, source: "flow", baseRevision: first })).toEqual({ revision: second });
    await saveNotebook(db, { id, source: "ebb", baseRevision: second });
    const history = await listRevisions(db, { id, limit: 10 });
    expect(history.map(({ number, revision, parent }) => ({ number, revision, parent }))).toEqual([
      { number: 3, revision: first, parent: second },
      { number: 2, revision: second, parent: first },
      { number: 1, revision: first, parent: null },
    ]);
    expect(await db.prisma.notebookSource.count({ where: { hash: first } })).toBe(1);
  });

  test("a removed notebook is gone with its history, but not the text that another one uses", async () => {
    const one = await createNotebook(db, { source: "common" });
    const other = await createNotebook(db, { source: "common" });
    expect(await removeNotebook(db, { id: one.id })).toEqual({ removed: true });
    expect(await removeNotebook(db, { id: one.id })).toEqual({ removed: false });
    await expect(getNotebook(db, { id: one.id })).rejects.toThrow("unknown notebook");
    expect((await getNotebook(db, { id: other.id })).source).toBe("common");
  });

  test("the first start seeds the first notebook, a later one does not", async () => {
    const fresh = await openCopy();
    await seedNotebook(fresh, ROOT);
    await seedNotebook(fresh, ROOT);
    expect((await listNotebooks(fresh)).map((notebook) => notebook.id)).toEqual(["first-backtest"]);
    await expect(createNotebook(fresh, { id: "first-backtest" })).rejects.toMatchObject({ code: "conflict" });
  });
});
