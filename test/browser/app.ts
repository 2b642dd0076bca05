import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    /** Address of the product under test. */
    baseUrl: string;
    /** LOOKBACK_HOME of the product under test, for the command line on the same database. */
    home: string;
  }
}

const ROOT = join(import.meta.dirname, "..", "..");
const READY = /Lookback is ready: (\S+)/;
const START_MS = 240_000;

/** The product, running as a person would have started it. */
export interface Product {
  readonly baseUrl: string;
  readonly home: string;
  readonly stop: () => Promise<void>;
}

/** Starts the whole product on a port and a database of its own; the caller stops it. */
export async function startProduct(): Promise<Product> {
  const home = mkdtempSync(join(tmpdir(), "lookback-browser-"));
  // Searchable, so that the database's own user finds its data here and nothing is left elsewhere.
  chmodSync(home, 0o755);
  const child = spawn(process.execPath, [join(ROOT, "server", "setup", "main.ts"), "start"], {
    cwd: ROOT,
    env: {
      ...process.env,
      ...{ PORT: String(await freePort()), LOOKBACK_HOME: home, NODE_ENV: "production" },
      LOOKBACK_FILES: folderOfPrices(home),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stop = async () => {
    await end(child);
    rmSync(home, { recursive: true, force: true });
  };
  try {
    return { baseUrl: await readyAddress(child), home, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A folder that is a provider: FILED's sessions of January 2019, as a person would put them there. */
function folderOfPrices(home: string): string {
  const folder = join(home, "files");
  mkdirSync(folder);
  const days = [2, 3, 4, 7, 8, 9, 10, 11, 14, 15, 16, 17, 18, 22, 23, 24, 25];
  const rows = days.map(
    (day, at) => `2019-01-${String(day).padStart(2, "0")},${at + 9},${at + 11},${at + 8},${at + 10},1000`,
  );
  writeFileSync(join(folder, "FILED.csv"), ["date,open,high,low,close,volume", ...rows, ""].join("\n"));
  return folder;
}

/** One product for all browser tests together. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { baseUrl, home, stop } = await startProduct();
  project.provide("baseUrl", baseUrl);
  project.provide("home", home);
  return stop;
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (address === null || typeof address === "string") throw new Error("assertion: a TCP server has a port");
  return address.port;
}

/** Waits for the line that gives the address; fails with the product's own words. */
function readyAddress(child: ChildProcess): Promise<string> {
  return new Promise((ready, failed) => {
    let words = "";
    const timer = setTimeout(
      () => failed(new Error(`the product did not start in time:\n${words}`)),
      START_MS,
    );
    const listen = (chunk: Buffer) => {
      words += chunk.toString();
      const address = READY.exec(words)?.[1];
      if (!address) return;
      clearTimeout(timer);
      ready(address);
    };
    child.stdout?.on("data", listen);
    child.stderr?.on("data", listen);
    child.once("exit", (code) => failed(new Error(`the product ended with ${code}:\n${words}`)));
  });
}

/** Asks a process to stop and waits until it has. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((settle) => child.once("exit", settle));
  child.kill("SIGTERM");
  await ended;
}
