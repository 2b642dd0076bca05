import { join } from "node:path";
import { ROOT } from "./root.ts";
import { runTool } from "./run-tool.ts";

/** Feeds bent texts to the readers of CSV and specs; what was tried is the command's own output. */
export async function fuzz(args: readonly string[]): Promise<number> {
  const { ok } = await runTool(join(ROOT, "test", "fuzz", "run.ts"), args, { output: "inherit" });
  return ok ? 0 : 1;
}
