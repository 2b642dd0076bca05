import { z } from "zod";
import type { Database } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { unknownNotebook } from "./get-notebook.ts";
import { notebookId } from "./notebook-schemas.ts";

/** The largest snapshot, gzipped. */
export const MAX_SNAPSHOT_BYTES = 4_000_000;

/** What the cells of a notebook showed last, and what the list shows of it. */
export const saveSnapshotInput = z.object({
  id: notebookId,
  body: z
    .base64()
    .max(Math.ceil(MAX_SNAPSHOT_BYTES / 3) * 4, `use ${MAX_SNAPSHOT_BYTES} bytes or fewer`)
    .describe("gzipped JSON of a notebook's outputs"),
  ranAt: z.iso.datetime().describe("when a cell last ended"),
  sparkline: z.array(z.number()).max(64).describe("equity of the last backtest; empty without one"),
  looksAhead: z.boolean().default(false).describe("whether that backtest was caught looking ahead"),
});

const GZIP = [0x1f, 0x8b] as const;

/**
 * Keeps what a notebook's cells showed, in place of what was kept before. It is opaque here: pages that
 * open it check every field. Neither the text nor its time of change is touched.
 *
 * @throws ServerError "bad-request" for a body that is not gzip, "not-found" for an unknown notebook.
 */
export async function saveSnapshot(
  db: Database,
  { id, body: base64, ranAt, sparkline, looksAhead }: z.input<typeof saveSnapshotInput>,
): Promise<{ bytes: number }> {
  const body = Buffer.from(base64, "base64");
  if (GZIP.some((byte, index) => body[index] !== byte))
    throw new ServerError("bad-request", "snapshot is not gzip; compress it");
  await db.prisma.$transaction(async (transaction) => {
    const data = { lastRunAt: new Date(ranAt), sparkline, looksAhead: looksAhead ?? false };
    const { count } = await transaction.notebook.updateMany({ where: { id }, data });
    if (count === 0) throw unknownNotebook(id);
    const kept = { body, savedAt: new Date() };
    await transaction.notebookSnapshot.upsert({
      where: { notebookId: id },
      create: { notebookId: id, ...kept },
      update: kept,
    });
  });
  return { bytes: body.length };
}
