import { join } from "node:path";
import { openEmbedded } from "#server/database/embedded/open.ts";
import { findPostmaster } from "#server/database/embedded/postmaster.ts";
import { migrate } from "#server/database/migrate.ts";
import { openDatabase } from "#server/db.ts";
import { openProviders } from "#server/providers/open-providers.ts";
import { ROOT } from "#server/setup/root.ts";
import { startSync } from "#server/sync/start-sync.ts";
import { syncWorker } from "#server/sync/sync-worker.ts";

/**
 * The server without its pages: the embedded database and the worker, until it is killed. `node killed-server-child.ts <home> <sync as JSON>` prints
 * the number of the database's process, and "done" whenever nothing is left to do; then the same stretch is fetched once more.
 */
const [home = "", sync = "{}"] = process.argv.slice(2);
const opened = await openEmbedded({ home, root: ROOT });
await migrate(opened.url, join(ROOT, "prisma", "migrations"));
const db = openDatabase(opened.url);
const providers = openProviders();
const input = JSON.parse(sync) as Parameters<typeof startSync>[2];
const LEFT =
  "SELECT count(*)::int AS jobs, count(*) FILTER (WHERE finished_at IS NULL)::int AS open FROM sync_jobs";

async function keepBusy(): Promise<void> {
  const { rows } = await db.pool.query<{ jobs: number; open: number }>(LEFT);
  const { jobs, open } = rows[0] ?? { jobs: 0, open: 0 };
  if (open > 0) return;
  if (jobs > 0) process.stdout.write("done\n");
  await startSync(db, providers, { ...input, kind: jobs === 0 ? "sync" : "repair" });
}

await keepBusy();
process.stdout.write(`ready ${findPostmaster(opened.data)?.pid ?? 0}\n`);
setInterval(() => void keepBusy().catch(() => undefined), 50);
const quiet = { info: () => undefined, error: () => undefined };
await syncWorker(db, providers, quiet, new AbortController().signal);
