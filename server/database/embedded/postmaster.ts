import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { findProcess } from "./process.ts";

/** A database server that runs on a data folder. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

const STOP_MS = 30_000;
/** Between making the file and writing it a busy machine may take its time. */
const EMPTY_MS = 2_000;
/** Lines of the file, from 0: the process, its folder, when it began, its port. */
const PORT_LINE = 3;

/** Finds the server that runs on a data folder by its `postmaster.pid`; undefined while it has not written that yet. Changes nothing. */
export function findPostmaster(data: string): Postmaster | undefined {
  return postmasterIn(readFile(data));
}

/**
 * Removes a `postmaster.pid` that a killed server has left, or whose number now belongs to another program: Postgres itself would refuse to start over it.
 * One without a number may be that of a server that is starting this very moment, and is left to it for a while. To be called by whoever holds the
 * database's lock and is about to start it, never while it starts: a server whose file is taken away ends itself a minute later.
 *
 * @param patienceMs How long a file may stay empty.
 */
export async function removeStaleFile(data: string, patienceMs: number = EMPTY_MS): Promise<void> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const text = readFile(data);
    if (text === undefined || postmasterIn(text)) return;
    const isWhole = text.split("\n").length > PORT_LINE;
    if ((isWhole || Date.now() > deadline) && readFile(data) === text)
      return rmSync(fileOf(data), { force: true });
    await delay(20);
  }
}

function fileOf(data: string): string {
  return join(data, "postmaster.pid");
}

function readFile(data: string): string | undefined {
  try {
    return readFileSync(fileOf(data), "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

function postmasterIn(text: string | undefined): Postmaster | undefined {
  const lines = text?.split("\n") ?? [];
  if (lines.length <= PORT_LINE) return undefined;
  const [pid, port] = [Number(lines[0]), Number(lines[PORT_LINE])];
  const found = findProcess(pid);
  return found && (found.name.startsWith("postgres") || process.platform === "win32")
    ? { pid, port }
    : undefined;
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
