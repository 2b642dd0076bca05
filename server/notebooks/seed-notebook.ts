import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Database } from "#server/db.ts";
import { createNotebook } from "./create-notebook.ts";

/** Puts notebooks/01-first-backtest.nb.ts into a database that holds no notebook, as "first-backtest". */
export async function seedNotebook(db: Database, root: string): Promise<void> {
  const file = join(root, "notebooks", "01-first-backtest.nb.ts");
  if (!existsSync(file) || (await db.prisma.notebook.count()) > 0) return;
  await createNotebook(db, { id: "first-backtest", source: readFileSync(file, "utf8") });
}
