import type { Database } from "#server/db.ts";
import { openDatabase } from "#server/db.ts";
import { readEnv } from "#server/env.ts";
import { prepareDatabase } from "#server/setup/prepare-database.ts";
import { ROOT } from "#server/setup/root.ts";
import { say } from "#server/setup/say.ts";

/**
 * Runs a task on the project's database, up to date and with the sample prices: the running app's when it runs,
 * else one that is started for the task and stopped after it.
 */
export async function withDatabase<T>(task: (db: Database) => Promise<T>): Promise<T> {
  const opened = await prepareDatabase(readEnv(), ROOT, say);
  try {
    const db = openDatabase(opened.url);
    try {
      return await task(db);
    } finally {
      await db.close();
    }
  } finally {
    await opened.close();
  }
}
