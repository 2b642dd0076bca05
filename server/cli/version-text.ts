import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { ENGINE_VERSION } from "#engine/version.ts";
import { ROOT } from "#server/setup/root.ts";

/** What `lookback --version` prints: the program's version, and the engine's, which results are tied to. */
export function versionText(): string {
  const text = readFileSync(join(ROOT, "package.json"), "utf8");
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(text));
  return `lookback ${version}, engine ${ENGINE_VERSION}`;
}
