import { join } from "node:path";
import { ROOT } from "./root.ts";
import { runTool } from "./run-tool.ts";

/** Runs a script of test/bench; its output is the command's own. */
export async function bench(script: string, args: readonly string[]): Promise<number> {
  const { ok } = await runTool(join(ROOT, "test", "bench", script), args, {
    output: "inherit",
    env: { LOG_LEVEL: "error" }, // what a bench does to the log is not what it prints
  });
  return ok ? 0 : 1;
}
