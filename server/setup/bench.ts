import { join } from "node:path";
import { ROOT } from "./root.ts";
import { runTool } from "./run-tool.ts";

/** Runs the benches; their output is the command's own. */
export async function bench(args: readonly string[]): Promise<number> {
  const { ok } = await runTool(join(ROOT, "test", "bench", "run.ts"), args, { output: "inherit" });
  return ok ? 0 : 1;
}
