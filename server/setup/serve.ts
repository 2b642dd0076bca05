import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { ServerError } from "#server/errors.ts";
import { startTool } from "./run-tool.ts";

const READY_MS = 60_000;

/** A running app. */
export interface Served {
  readonly address: string;
  /** Settles when its process ends, with the exit code (null when a signal ended it). */
  readonly ended: Promise<number | null>;
}

/**
 * Serves the app on the loopback interface and waits until it answers.
 *
 * @param mode "start" serves the production build, "dev" builds as it goes.
 * @throws ServerError "setup" when it ends or stays silent for a minute.
 */
export async function serve(
  root: string,
  mode: "start" | "dev",
  port: number,
  databaseUrl: string,
): Promise<Served> {
  const web = join(root, "server", "setup", "web-main.ts");
  const env = { DATABASE_URL: databaseUrl, NODE_ENV: mode === "dev" ? "development" : "production" };
  const child = startTool(web, [mode, String(port)], {
    output: mode === "dev" ? "inherit" : "quiet",
    env,
    endsWithUs: true,
  });
  let words = "";
  child.stdout?.on("data", (chunk: Buffer) => (words = (words + chunk.toString()).slice(-4_000)));
  child.stderr?.on("data", (chunk: Buffer) => {
    words = (words + chunk.toString()).slice(-4_000);
    process.stderr.write(chunk);
  });
  const ended = new Promise<number | null>((settle) => child.once("exit", settle));
  const answered = await Promise.race([ended.then(() => false), waitForHealth(port)]);
  if (!answered) throw new ServerError("setup", `app did not start:\n${words.trim()}`);
  return { address: `http://localhost:${port}`, ended };
}

async function waitForHealth(port: number): Promise<boolean> {
  const deadline = Date.now() + READY_MS;
  while (Date.now() < deadline) {
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/api/health`, {
        signal: AbortSignal.timeout(10_000),
      });
      if (answer.ok) return true;
    } catch {
      // not listening yet
    }
    await delay(50);
  }
  return false;
}
