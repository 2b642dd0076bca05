import { openDatabase } from "#server/db.ts";
import { readEnv } from "#server/env.ts";
import { ServerError } from "#server/errors.ts";
import { openProviders } from "#server/providers/open-providers.ts";
import { untilAskedToStop } from "#server/setup/until-asked-to-stop.ts";
import { logger } from "#server/operations/logger.ts";
import { syncWorker } from "./sync-worker.ts";

/** The process beside the app that runs syncs: `node server/sync/worker-main.ts`, with `DATABASE_URL` set. */
const { DATABASE_URL } = readEnv();
if (!DATABASE_URL)
  throw new ServerError("setup", "missing DATABASE_URL; npm start sets it, a worker of its own needs it");
const db = openDatabase(DATABASE_URL);
const stop = new AbortController();
const log = logger("worker");
const working = syncWorker(db, openProviders(), log, stop.signal);
await untilAskedToStop();
stop.abort();
await working;
await db.close();
