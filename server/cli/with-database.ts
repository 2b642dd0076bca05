import type { Database } from "#server/db.ts";
import { openDatabase } from "#server/db.ts";
import { readEnv } from "#server/env.ts";
import { prepareDatabase } from "#server/setup/prepare-database.ts";
import { ROOT } from "#server/setup/root.ts";
import { say } from "#server/setup/say.ts";
import type { Interrupts } from "./watch-interrupts.ts";
import { watchInterrupts } from "./watch-interrupts.ts";

/**
 * Runs a task on the project's database, up to date and with the sample prices: the running app's when it runs,
 * else one that is started for the task and stopped after it. Ctrl-C stops that one too, and undoes what was under way.
 *
 * @param task Gets the database, and a say in what Ctrl-C does.
 */
export async function withDatabase<T>(
  task: (db: Database, interrupts: Interrupts) => Promise<T>,
): Promise<T> {
  const preparing = prepareDatabase(readEnv(), ROOT, say);
  const interrupts = watchInterrupts(async () => (await preparing).close());
  try {
    const opened = await preparing;
    try {
      const db = openDatabase(opened.url);
      try {
        return await task(db, interrupts);
      } finally {
        await db.close();
      }
    } finally {
      await opened.close();
    }
  } catch (error) {
    await interrupts.leaving; // that the database is gone then is no news
    throw error;
  } finally {
    interrupts.end();
  }
}
