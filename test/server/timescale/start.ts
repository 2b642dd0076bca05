import { fork } from "node:child_process";
import { join, resolve } from "node:path";
import type { TestProject } from "vitest/node";
import { generateClient } from "#server/setup/generate-client.ts";
import startDatabase from "../database.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A server with TimescaleDB; each test file makes a database of its own there. */
    timescaleUrl: string;
  }
}

/** The server that `TIMESCALE_TEST_URL` names, else TimescaleDB in WebAssembly; plain Postgres, said aloud, where that does not load. */
export default async function startTimescale(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env["TIMESCALE_TEST_URL"];
  await generateClient(resolve(import.meta.dirname, "../../.."));
  const server = given ? undefined : fork(join(import.meta.dirname, "wasm-server.ts"), { silent: true });
  const url = given ?? (await firstLine(server));
  if (url === undefined) {
    console.warn("TimescaleDB in WebAssembly does not load here: its tests run on plain Postgres");
    return startDatabase(project);
  }
  project.provide("timescaleUrl", url);
  return () => Promise.resolve(void server?.kill());
}

function firstLine(server: ReturnType<typeof fork> | undefined): Promise<string | undefined> {
  return new Promise((settle) => {
    server?.stdout?.once("data", (chunk: Buffer) => settle(chunk.toString().trim()));
    server?.once("exit", () => settle(undefined));
  });
}
