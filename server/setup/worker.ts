import { join } from "node:path";
import { readEnv } from "#server/env.ts";
import { ServerError } from "#server/errors.ts";
import { ROOT } from "./root.ts";
import { runTool, stopTools } from "./run-tool.ts";
import { untilAskedToStop } from "./until-asked-to-stop.ts";

/**
 * Runs a worker for the database of `DATABASE_URL`, on this machine or another one, until asked to stop: `npm run worker`.
 *
 * @returns The exit code.
 */
export async function worker(): Promise<number> {
  if (!readEnv().DATABASE_URL) {
    throw new ServerError(
      "setup",
      "missing DATABASE_URL; give the address of the app's database, which npm start has a worker for",
    );
  }
  const script = join(ROOT, "server", "jobs", "worker-main.ts");
  const running = runTool(script, [], { output: "inherit" }).then(({ ok }) => (ok ? 0 : 1));
  try {
    return await Promise.race([running, untilAskedToStop()]);
  } finally {
    await stopTools();
  }
}
