import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { TestProject } from "vitest/node";
import { openEmbedded } from "#server/database/embedded/open.ts";
import { migrate } from "#server/database/migrate.ts";
import { generateClient } from "#server/setup/generate-client.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A migrated database; tests copy it (see open-copy.ts) and never write to it. */
    templateUrl: string;
  }
}

const root = resolve(import.meta.dirname, "../..");

/** One real server in a temporary folder for all server tests, gone afterwards. */
export default async function startDatabase(project: TestProject): Promise<() => Promise<void>> {
  await generateClient(root);
  const home = await mkdtemp(join(tmpdir(), "lookback-server-"));
  await chmod(home, 0o755); // so that the database's account may search it
  // Nothing here must outlive a power cut.
  const opened = await openEmbedded({ home, root, settings: { fsync: "off", max_connections: "200" } });
  await migrate(opened.url, join(root, "prisma", "migrations"));
  project.provide("templateUrl", opened.url);
  return async () => {
    await opened.close();
    await rm(dirname(opened.data), { recursive: true, force: true });
    await rm(home, { recursive: true, force: true });
  };
}
