import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { ServerError } from "#server/errors.ts";
import { findProcess } from "./process.ts";

const WAIT_MS = 120_000;
const POLL_MS = 50;

/**
 * Runs a task while holding a lock file, so that two first starts do not both create the database.
 * A lock whose process has gone is taken over.
 *
 * @throws ServerError "setup" when another live process keeps the lock for two minutes.
 */
export async function withLock<T>(path: string, task: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + WAIT_MS;
  while (!takeLock(path)) {
    if (Date.now() > deadline) {
      throw new ServerError(
        "setup",
        `database is being started by another process; if none runs, delete ${path}`,
      );
    }
    await delay(POLL_MS);
  }
  try {
    return await task();
  } finally {
    rmSync(path, { force: true });
  }
}

function takeLock(path: string): boolean {
  try {
    writeFileSync(path, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    dropStale(path);
    return false;
  }
}

function dropStale(path: string): void {
  try {
    const owner = Number.parseInt(readFileSync(path, "utf8"), 10);
    // Not a number yet: its owner is between creating and writing.
    if (Number.isInteger(owner) && owner !== process.pid && !findProcess(owner))
      rmSync(path, { force: true });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
}
