import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { findProcess } from "./process.ts";

/** A database server that runs on a data folder. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

const STOP_MS = 30_000;

/**
 * Finds the server that runs on a data folder by its `postmaster.pid`.
 * A file left behind by a killed server, or one whose number now belongs to another program, is removed:
 * Postgres itself would refuse to start over it.
 */
export function findPostmaster(data: string): Postmaster | undefined {
  const file = join(data, "postmaster.pid");
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, "utf8").split("\n");
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  const found = findProcess(pid);
  if (found && (found.name.startsWith("postgres") || process.platform === "win32")) return { pid, port };
  rmSync(file, { force: true });
  return undefined;
}

/** Stops the server on a data folder, if one runs: fast first, then at once. Resolves when it is gone. */
export async function stopPostmaster(native: string, data: string): Promise<void> {
  const server = findPostmaster(data);
  if (!server) return;
  if (process.platform === "win32") {
    execFileSync(join(native, "bin", "pg_ctl.exe"), ["stop", "-D", data, "-m", "fast", "-w"], {
      stdio: "ignore",
    });
    return;
  }
  signal(server.pid, "SIGINT");
  if (await isGone(server.pid, STOP_MS)) return;
  signal(server.pid, "SIGQUIT");
  await isGone(server.pid, STOP_MS);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

async function isGone(pid: number, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (findProcess(pid)) {
    if (Date.now() > deadline) return false;
    await delay(20);
  }
  return true;
}
