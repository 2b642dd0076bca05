import { z } from "zod";
import type { Database } from "#server/db.ts";
import { notebookId } from "./notebook-schemas.ts";

/** Which notebook. */
export const getSnapshotInput = z.object({ id: notebookId });

/** Reads what a notebook's cells showed last, as base64 of gzip; null when nothing was kept. */
export async function getSnapshot(
  db: Database,
  { id }: z.infer<typeof getSnapshotInput>,
): Promise<{ body: string; savedAt: string } | null> {
  const found = await db.prisma.notebookSnapshot.findUnique({ where: { notebookId: id } });
  if (!found) return null;
  return { body: Buffer.from(found.body).toString("base64"), savedAt: found.savedAt.toISOString() };
}
