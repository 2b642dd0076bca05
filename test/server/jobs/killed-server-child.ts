import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { openEmbedded } from "#server/database/embedded/open.ts";
import { findPostmaster } from "#server/database/embedded/postmaster.ts";
import { migrate } from "#server/database/migrate.ts";
import { openDatabase } from "#server/db.ts";
import { ROOT } from "#server/setup/root.ts";
import { startTool } from "#server/setup/run-tool.ts";
import { createStudy } from "#server/studies/create-study.ts";
import { studyRequest, type CreateStudyInput } from "#server/studies/study-schemas.ts";
import { loadMarket } from "../studies/study-bench.ts";

/**
 * The server without its pages: the embedded database and a worker of its own that is started again when it ends, until it is killed. The first to
 * run on a folder loads the bars and creates the study. It prints `worker <pid> database <pid>` and `done <trials> <status>` as they change.
 */
const [home = "", given = "{}"] = process.argv.slice(2);
const opened = await openEmbedded({ home, root: ROOT });
await migrate(opened.url, join(ROOT, "prisma", "migrations"));
const db = openDatabase(opened.url);
const order = JSON.parse(given) as CreateStudyInput;
const { rows } = await db.pool.query("SELECT 1 FROM studies");
if (rows.length === 0) {
  for (const [seed, symbol] of studyRequest.shape.symbols.parse(order.symbols).entries())
    await loadMarket(db, symbol, seed + 1);
  await createStudy(db, order);
}

async function keepWorker(): Promise<never> {
  for (;;) {
    const env = { DATABASE_URL: opened.url, LOOKBACK_SLOTS: "2", LOG_LEVEL: "silent" };
    const main = join(ROOT, "server", "jobs", "worker-main.ts");
    const worker = startTool(main, [], { output: "quiet", env, endsWithUs: true });
    const ended = new Promise((settle) => worker.once("exit", settle));
    const database = findPostmaster(opened.data)?.pid ?? 0;
    process.stdout.write(`worker ${worker.pid ?? 0} database ${database}\n`);
    await ended;
  }
}

const HOW_FAR = "SELECT done + failed AS done, status FROM studies";
let said = "";
void keepWorker();
for (;;) {
  // The database may be the one that was killed.
  const found = await db.pool.query<{ done: number; status: string }>(HOW_FAR).catch(() => undefined);
  const { done, status } = found?.rows[0] ?? {};
  const words = `done ${done ?? 0} ${status ?? ""}\n`;
  if (done !== undefined && words !== said) process.stdout.write((said = words));
  await delay(20);
}
