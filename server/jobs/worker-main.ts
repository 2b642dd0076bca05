import { availableParallelism } from "node:os";
import { installPortableMath } from "#engine/series/portable-math.ts";
import { openDatabase } from "#server/db.ts";
import { readEnv } from "#server/env.ts";
import { ServerError } from "#server/errors.ts";
import { openProviders } from "#server/providers/open-providers.ts";
import { untilAskedToStop } from "#server/setup/until-asked-to-stop.ts";
import { logger } from "#server/operations/logger.ts";
import { syncWorker } from "#server/sync/sync-worker.ts";
import { studyWorker } from "./study-worker.ts";

/** A worker process, beside the app or on a machine of its own: runs studies and syncs of the database that `DATABASE_URL` names. */
installPortableMath();
const { DATABASE_URL, LOOKBACK_SLOTS, LOOKBACK_OWNER_SLOTS: ownerSlots } = readEnv();
if (!DATABASE_URL)
  throw new ServerError("setup", "missing DATABASE_URL; npm start sets it, a worker of its own needs it");
const db = openDatabase(DATABASE_URL);
const stop = new AbortController();
const log = logger("worker");
const slots = LOOKBACK_SLOTS ?? availableParallelism();
const working = Promise.all([
  syncWorker(db, openProviders(), log, stop.signal),
  studyWorker({ db, url: DATABASE_URL, slots, ownerSlots, log, signal: stop.signal }),
]);
await Promise.race([untilAskedToStop(), working]);
stop.abort();
await working;
await db.close();
