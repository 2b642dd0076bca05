import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { withLock } from "#server/database/embedded/lock.ts";
import { ServerError } from "#server/errors.ts";
import { runTool } from "./run-tool.ts";
import { sourceHash } from "./source-hash.ts";

/** Builds the bundles of the sandboxed frame into public/sandbox. */
export async function buildFrame(root: string): Promise<void> {
  // By address: workers and server never import each other.
  const build: unknown = await import(pathToFileURL(join(root, "workers", "build.ts")).href);
  await (build as { buildSandbox(): Promise<void> }).buildSandbox();
}

/**
 * Builds the app for production unless the last build was of these very sources; two at once build once.
 *
 * @throws ServerError "setup" with the last words of the build.
 */
export async function buildApp(root: string, say: (line: string) => void): Promise<void> {
  mkdirSync(join(root, ".lookback"), { recursive: true });
  await withLock(join(root, ".lookback", "build.lock"), async () => {
    const hash = sourceHash(root);
    const mark = join(root, ".next", "lookback-source-hash");
    const built = existsSync(join(root, ".next", "BUILD_ID")) && existsSync(join(root, "public", "sandbox"));
    if (built && existsSync(mark) && readFileSync(mark, "utf8") === hash) return;
    say("building the app (once, under a minute) ...");
    await buildFrame(root);
    const next = join(root, "node_modules", "next", "dist", "bin", "next");
    const { ok, output } = await runTool(next, ["build"], {
      output: "quiet",
      env: { NODE_ENV: "production" },
    });
    if (!ok) throw new ServerError("setup", `app could not be built:\n${output.trim()}`);
    writeFileSync(mark, hash);
  });
}
