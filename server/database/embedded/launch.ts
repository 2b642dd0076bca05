import { spawn } from "node:child_process";
import { existsSync, closeSync, openSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { ServerError } from "#server/errors.ts";
import type { Account } from "./account.ts";
import { findPostmaster, removeStaleFile } from "./postmaster.ts";

const READY_MS = 60_000;

/** What it takes to run a server on a data folder. */
export interface Launch {
  readonly native: string;
  readonly data: string;
  readonly account: Account | undefined;
  readonly settings: Readonly<Record<string, string>>;
}

/**
 * Starts a server on a data folder that has none running, on a free port of the loopback interface.
 * It outlives us when we are killed; the next start attaches to it.
 *
 * @returns The port it listens on.
 * @throws ServerError "setup" with the last line of its log when it does not start.
 */
export async function launch(options: Launch): Promise<number> {
  const deadline = Date.now() + READY_MS;
  for (;;) {
    const port = await freePort();
    const exit = runServer(options, port);
    const settled = new AbortController();
    const failed = await Promise.race([exit, waitForFile(options.data, port, settled.signal)]);
    settled.abort();
    if (failed === undefined) return port;
    // After a kill -9 the old server's children hold its shared memory for a moment.
    if (!/shared memory block|Address already in use|lock file/.test(failed) || Date.now() > deadline) {
      throw new ServerError("setup", `database did not start: ${failed}; see ${logFile(options.data)}`);
    }
    await delay(200);
    await removeStaleFile(options.data);
    const other = findPostmaster(options.data);
    if (other) return other.port; // one that a killed process of ours had begun to start
  }
}

function logFile(data: string): string {
  return join(dirname(data), "database.log");
}

function runServer({ native, data, account, settings }: Launch, port: number): Promise<string> {
  const fixed = {
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: "",
    ...settings,
  };
  const args = Object.entries(fixed).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const log = openSync(logFile(data), "w", 0o600);
  const server = spawn(join(native, "bin", "postgres"), ["-D", data, ...args], {
    ...account,
    cwd: dirname(data),
    detached: true, // a Ctrl-C in our terminal must reach it through us, after our own last query
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  server.unref();
  return new Promise((settle) => {
    server.once("error", (error) => settle(error.message));
    server.once("exit", () => settle(lastWords(data)));
  });
}

function lastWords(data: string): string {
  // Whoever removed the folder while the database ended has taken its log along.
  if (!existsSync(logFile(data))) return "its log is gone";
  const lines = readFileSync(logFile(data), "utf8").trim().split("\n");
  return lines.find((line) => line.includes("FATAL")) ?? lines.at(-1) ?? "no words in its log";
}

async function waitForFile(data: string, port: number, signal: AbortSignal): Promise<undefined> {
  while (!signal.aborted && findPostmaster(data)?.port !== port) await delay(10);
}

/**
 * Waits until the server at a URL answers a query; it refuses connections while it starts, recovers or stops.
 *
 * @param runs Whether its process is still there.
 * @returns False when the process has gone in the meantime.
 */
export async function waitUntilReady(url: string, runs: () => boolean): Promise<boolean> {
  const deadline = Date.now() + READY_MS;
  while (runs()) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.query("select 1");
      return true;
    } catch (cause) {
      if (Date.now() > deadline)
        throw new ServerError("setup", "database did not answer for a minute", {}, cause);
      await delay(20);
    } finally {
      await client.end().catch(() => undefined); // ending what never connected may refuse
    }
  }
  return false;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((listening) => probe.listen(0, "127.0.0.1", listening));
  const address = probe.address();
  await new Promise((closed) => probe.close(closed));
  if (address === null || typeof address === "string") throw new Error("the probe socket has no port");
  return address.port;
}
