import { spawn, spawnSync } from "node:child_process";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";

/** A real Redis of this test file's own. */
export interface RealRedis {
  readonly url: string;
  /** Stops answering without closing anything, or goes on. */
  pause(isPaused: boolean): void;
  close(): Promise<void>;
}

/** Whether this machine has Redis; Debian's package is `redis-server`. */
export function hasRedis(): boolean {
  return spawnSync("redis-server", ["--version"], { stdio: "ignore" }).status === 0;
}

/**
 * Starts Redis on a free port of the loopback interface, without a file of its own.
 *
 * @param more Further arguments, such as a bound of its memory.
 */
export async function startRealRedis(...more: readonly string[]): Promise<RealRedis> {
  const port = await freePort();
  const child = spawn(
    "redis-server",
    ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", ...more],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const ended = new Promise<void>((settle) => child.once("exit", () => settle()));
  await new Promise<void>((ready, failed) => {
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (/Ready to accept connections/.test(said)) ready();
    });
    child.once("error", failed);
    child.once("exit", () => failed(new Error(`redis did not start: ${said}`)));
  });
  return {
    url: `redis://127.0.0.1:${port}`,
    pause: (isPaused) => void child.kill(isPaused ? "SIGSTOP" : "SIGCONT"),
    close: () => {
      child.kill("SIGKILL");
      return ended;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((settle) => server.listen(0, "127.0.0.1", settle));
  const { port } = server.address() as AddressInfo;
  await new Promise((settle) => server.close(settle));
  return port;
}
