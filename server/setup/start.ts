import type { ConfiguredDatabase } from "#server/database/open-configured.ts";
import { readEnv } from "#server/env.ts";
import { buildApp, buildFrame } from "./build-app.ts";
import { requireFreePort } from "./free-port.ts";
import { keepWorker } from "./keep-worker.ts";
import { prepareDatabase } from "./prepare-database.ts";
import { ROOT } from "./root.ts";
import { stopTools } from "./run-tool.ts";
import { say } from "./say.ts";
import { serve } from "./serve.ts";
import { untilAskedToStop } from "./until-asked-to-stop.ts";

/**
 * Prepares everything, serves the app, prints its address, and stays until asked to stop.
 * Leaves nothing running, however it ends.
 *
 * @returns The exit code.
 */
export async function start(mode: "start" | "dev"): Promise<number> {
  const env = readEnv();
  const asked = untilAskedToStop();
  let database: ConfiguredDatabase | undefined;
  let stopping = false;
  const stop = new AbortController();
  const work = async () => {
    await requireFreePort(env.PORT);
    database = await prepareDatabase(env, ROOT, say);
    await (mode === "start" ? buildApp(ROOT, say) : buildFrame(ROOT));
    const served = await serve(ROOT, mode, env.PORT, database.url);
    void keepWorker(ROOT, database.url, stop.signal);
    console.log(`Lookback is ready: ${served.address}`);
    if (env.LOOKBACK_ACCOUNTS === "on") await tellFirstOwner(database.url, served.address);
    const code = await served.ended;
    if (!stopping) say("the app has ended by itself; its last words stand above");
    return code === 0 ? 1 : (code ?? 1);
  };
  const working = work();
  try {
    return await Promise.race([working, asked]);
  } finally {
    stopping = true;
    stop.abort();
    await stopTools();
    await working.catch(() => undefined); // a step that was under way ends first; its trouble was told by the race
    await database?.close();
  }
}

/** Imported late: single users have no use for it. */
async function tellFirstOwner(databaseUrl: string, address: string): Promise<void> {
  const { openDatabase } = await import("#server/db.ts");
  const { makeFirstOwnerLink } = await import("#server/account/first-owner.ts");
  const db = openDatabase(databaseUrl);
  try {
    const secret = await makeFirstOwnerLink(db);
    if (secret !== null) console.log(`Make the first account: ${address}/invite#${secret}`);
  } finally {
    await db.close();
  }
}
