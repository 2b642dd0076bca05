import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readSchemaFiles } from "#server/database/schema-files.ts";
import { ServerError } from "#server/errors.ts";
import { runTool } from "./run-tool.ts";

/**
 * Generates the Prisma client into prisma/client unless the one there is of this schema.
 *
 * Prisma would download its native engine first. Generating does not use it, and any existing file passes for it.
 *
 * @throws ServerError "setup" with Prisma's own words.
 */
export async function generateClient(root: string): Promise<void> {
  const schema = JSON.stringify(readSchemaFiles(join(root, "prisma")).map(({ content }) => content));
  const lock = readFileSync(join(root, "node_modules", "prisma", "package.json"));
  const hash = createHash("sha256").update(schema).update(lock).digest("hex");
  const mark = join(root, "prisma", "client", "schema-hash");
  if (existsSync(mark) && readFileSync(mark, "utf8") === hash) return;
  const env = {
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    CHECKPOINT_DISABLE: "1",
  };
  const prisma = join(root, "node_modules", "prisma", "build", "index.js");
  const { ok, output } = await runTool(prisma, ["generate"], { output: "quiet", env });
  if (!ok) throw new ServerError("setup", `database client could not be generated: ${output.trim()}`);
  writeFileSync(mark, hash);
}
