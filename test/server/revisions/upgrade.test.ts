import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { migrate } from "#server/database/migrate.ts";
import { openDatabase } from "#server/db.ts";
import { getNotebook } from "#server/notebooks/get-notebook.ts";
import { hashSource } from "#server/revisions/store-text.ts";
import { ROOT } from "#server/setup/root.ts";
import { openEmpty } from "../open-copy.ts";

const migrations = join(ROOT, "prisma", "migrations");
const older = mkdtempSync(join(tmpdir(), "lookback-migrations-"));
afterAll(() => rmSync(older, { recursive: true, force: true }));

test("texts that were kept whole are there byte for byte after the upgrade to cells", async () => {
  const names = readdirSync(migrations).sort();
  const upgrade = names.findIndex((name) => name.endsWith("_revisions"));
  for (const name of ["migration_lock.toml", ...names.slice(0, upgrade)])
    cpSync(join(migrations, name), join(older, name), { recursive: true });
  const url = await openEmpty();
  await migrate(url, older);
  const db = openDatabase(url);
  afterAll(() => db.close());
  const source = '// --- notebook\n// title: "Old"\n// ---\n\n// %% [ts] id="a"\nconst x = "é🜚\\u0001"\n';
  const hash = hashSource(source);
  await db.pool.query("INSERT INTO notebooks (id, title, revision) VALUES ('old', 'Old', $1)", [hash]);
  await db.pool.query("INSERT INTO notebook_sources (hash, source) VALUES ($1, $2)", [hash, source]);
  await db.pool.query("INSERT INTO revisions (notebook_id, number, hash) VALUES ('old', 1, $1)", [hash]);
  await migrate(url, migrations);
  expect(await getNotebook(db, { id: "old" })).toMatchObject({ source, revision: hash });
  expect(await db.prisma.notebook.findUnique({ where: { id: "old" } })).toMatchObject({ lineage: "old" });
});
