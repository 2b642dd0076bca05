import { join } from "node:path";
import { migrate } from "#server/database/migrate.ts";
import { openConfigured } from "#server/database/open-configured.ts";
import type { ConfiguredDatabase } from "#server/database/open-configured.ts";
import type { Env } from "#server/env.ts";

/**
 * Opens the database, brings it up to date and puts in what a first visitor needs:
 * the sample prices, and the first notebook when there is none.
 */
export async function prepareDatabase(
  env: Env,
  root: string,
  say: (line: string) => void,
): Promise<ConfiguredDatabase> {
  const opened = await openConfigured(env, root);
  try {
    const applied = await migrate(opened.url, join(root, "prisma", "migrations"));
    if (applied.length > 0) say("preparing the database and loading the sample prices ...");
    await loadFirstContent(opened.url, root);
    return opened;
  } catch (error) {
    await opened.close();
    throw error;
  }
}

/** Imported late: these modules need the generated client. */
async function loadFirstContent(url: string, root: string): Promise<void> {
  const { openDatabase } = await import("#server/db.ts");
  const { loadSamples } = await import("#server/prices/load-samples.ts");
  const { seedNotebook } = await import("#server/notebooks/seed-notebook.ts");
  const db = openDatabase(url);
  try {
    await loadSamples(db, root);
    await seedNotebook(db, root);
  } finally {
    await db.close();
  }
}
