import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { startTool } from "./run-tool.ts";

const REST_MS = 2_000;

/**
 * Keeps a worker beside the app: a process that runs studies, syncs and schedules, started again two seconds after it ends. Stopping our tools
 * ends it; an aborted signal keeps it from coming back.
 */
export async function keepWorker(root: string, databaseUrl: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const child = startTool(join(root, "server", "jobs", "worker-main.ts"), [], {
      output: "inherit",
      env: { DATABASE_URL: databaseUrl },
      endsWithUs: true,
    });
    await new Promise((settle) => child.once("exit", settle));
    await delay(REST_MS, undefined, { signal }).catch(() => undefined);
  }
}
