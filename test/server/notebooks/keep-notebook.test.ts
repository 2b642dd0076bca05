import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { binNotebook } from "#server/notebooks/bin-notebook.ts";
import { createNotebook } from "#server/notebooks/create-notebook.ts";
import { duplicateNotebook } from "#server/notebooks/duplicate-notebook.ts";
import { getNotebook } from "#server/notebooks/get-notebook.ts";
import { getSnapshot } from "#server/notebooks/get-snapshot.ts";
import { listNotebooks } from "#server/notebooks/list-notebooks.ts";
import { freeTitle } from "#server/notebooks/notebook-label.ts";
import { removeNotebook } from "#server/notebooks/remove-notebook.ts";
import { renameNotebook } from "#server/notebooks/rename-notebook.ts";
import { saveSnapshot, saveSnapshotInput } from "#server/notebooks/save-snapshot.ts";
import { openCopy } from "../open-copy.ts";

const db = await openCopy();
const headOf = (title: string, more = "") =>
  `// --- notebook\n// title: "${title}"\n// nb: 1\n${more}// ---\n\n// %% [ts] id="a"\n1\n`;
const listed = async (id: string, binned = false) =>
  (await listNotebooks(db, { binned })).find((notebook) => notebook.id === id);

test("new notebooks never share a title, however many are made", async () => {
  const titles = [];
  for (let n = 0; n < 3; n++) {
    const { id } = await createNotebook(db, { freeTitle: true });
    titles.push((await getNotebook(db, { id })).title);
  }
  expect(titles).toEqual(["Untitled", "Untitled 2", "Untitled 3"]);
  expect(freeTitle("Momentum 2", new Set(["Momentum 2", "Momentum 3"]))).toBe("Momentum 4");
});

test("a duplicate has the text under a numbered title", async () => {
  const { id } = await createNotebook(db, { source: headOf("Pairs") });
  const copy = await duplicateNotebook(db, { id });
  expect(await getNotebook(db, { id: copy.id })).toMatchObject({
    title: "Pairs 2",
    source: headOf("Pairs 2"),
  });
});

test("a renamed notebook says its title in its text", async () => {
  const { id } = await createNotebook(db, { source: headOf("Old") });
  await renameNotebook(db, { id, title: 'New "name"' });
  expect(await getNotebook(db, { id })).toMatchObject({ title: 'New "name"' });
});

test("tags are those of the text's head, each once", async () => {
  const { id } = await createNotebook(db, { source: headOf("Tagged", "// tags: SQL, momentum , sql\n") });
  expect(await listed(id)).toMatchObject({ tags: ["sql", "momentum"] });
});

test("a binned notebook leaves the list, comes back whole, and goes for good only when asked", async () => {
  const { id } = await createNotebook(db, { source: headOf("Bin me") });
  await binNotebook(db, { id, binned: true });
  expect(await listed(id)).toBeUndefined();
  expect((await listed(id, true))?.deletedAt).toMatch(/^\d{4}-/);
  await binNotebook(db, { id, binned: false });
  expect(await listed(id)).toMatchObject({ title: "Bin me", deletedAt: null });
  await removeNotebook(db, { id });
  await expect(binNotebook(db, { id, binned: false })).rejects.toMatchObject({ code: "not-found" });
});

test("a snapshot replaces the one before and changes neither text nor time of change", async () => {
  const { id } = await createNotebook(db, { source: headOf("Snap") });
  const before = await listed(id);
  const body = (text: string) => gzipSync(text).toString("base64");
  const ranAt = "2026-01-02T03:04:05.000Z";
  await saveSnapshot(db, { id, body: body("one"), ranAt, sparkline: [] });
  await saveSnapshot(db, { id, body: body("two"), ranAt, sparkline: [1, 2], looksAhead: true });
  expect((await getSnapshot(db, { id }))?.body).toBe(body("two"));
  expect(await listed(id)).toEqual({ ...before, lastRunAt: ranAt, sparkline: [1, 2], looksAhead: true });
  await removeNotebook(db, { id });
  expect(await getSnapshot(db, { id })).toBeNull();
});

test("a snapshot that is too large or not gzip is refused", async () => {
  const { id } = await createNotebook(db, {});
  const rest = { id, ranAt: "2026-01-02T03:04:05.000Z", sparkline: [] };
  await expect(saveSnapshot(db, { ...rest, body: "aGVsbG8=" })).rejects.toThrow("not gzip");
  const huge = "A".repeat(5_400_000);
  expect(saveSnapshotInput.safeParse({ ...rest, body: huge }).success).toBe(false);
});
