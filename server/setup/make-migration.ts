import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { openEmbedded } from "#server/database/embedded/open.ts";
import { pendingMigration } from "#server/database/schema-engine.ts";

/** Writes the next migration from a changed prisma/schema/: `node server/setup/make-migration.ts <name>`. */
async function makeMigration(name: string): Promise<void> {
  const root = resolve(import.meta.dirname, "../..");
  const database = await openEmbedded({ home: join(root, ".lookback"), root });
  try {
    const sql = await pendingMigration(database.url, join(root, "prisma"));
    if (sql === "") return console.log("nothing to do: the migrations already lead to prisma/schema/");
    const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
    const folder = join(root, "prisma", "migrations", `${stamp}_${name}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "migration.sql"), `${sql}\n`);
    console.log(`wrote ${folder}; read it before you commit it`);
  } finally {
    await database.close();
  }
}

const name = process.argv[2];
if (!name || !/^[a-z0-9_]+$/.test(name))
  throw new Error("missing name: node server/setup/make-migration.ts add_something");
await makeMigration(name);
