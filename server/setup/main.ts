import { tellError } from "#server/error-codes.ts";
import { generateClient } from "./generate-client.ts";
import { ROOT } from "./root.ts";

/** What `node server/setup/bootstrap.mjs <command>` can do; each answers with its exit code. */
const COMMANDS: Readonly<Record<string, (args: string[]) => Promise<number>>> = {
  start: async () => (await import("./start.ts")).start("start"),
  dev: async () => (await import("./start.ts")).start("dev"),
  test: async () => (await import("./test.ts")).test(),
  check: async () => (await import("./test.ts")).check(),
  coverage: async () => (await import("./coverage.ts")).coverage(),
  fuzz: async (args) => (await import("./fuzz.ts")).fuzz(args),
  worker: async () => (await import("./worker.ts")).worker(),
  bench: async (args) => (await import("./bench.ts")).bench("run.ts", args),
  "bench-server": async (args) => (await import("./bench.ts")).bench("server.ts", args),
  "bench-studies": async (args) => (await import("./bench.ts")).bench("studies.ts", args),
  "bench-together": async (args) => (await import("./bench.ts")).bench("together.ts", args),
};

const [name = "", ...args] = process.argv.slice(2);
const command = COMMANDS[name];
try {
  if (!command)
    throw new Error(`unknown command: ${name || "none"}; use one of ${Object.keys(COMMANDS).join(", ")}`);
  if (name !== "bench") await generateClient(ROOT);
  process.exitCode = await command(args);
} catch (error) {
  const told = tellError(error);
  console.error(told.code === "unexpected" ? error : `lookback: ${told.message}`);
  process.exitCode = 1;
}
