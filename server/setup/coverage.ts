import { join } from "node:path";
import { ROOT } from "./root.ts";
import { runTool } from "./run-tool.ts";

/** How much of the engine its own tests run, against the thresholds of vitest.config.mjs. @returns The exit code. */
export async function coverage(): Promise<number> {
  const vitest = join(ROOT, "node_modules", "vitest", "vitest.mjs");
  const args = ["run", "--project", "unit", "--coverage.enabled", "--reporter=dot", "test/engine"];
  const { ok } = await runTool(vitest, args, { output: "inherit" });
  return ok ? 0 : 1;
}
