import { z } from "zod";
import type { Prisma } from "#prisma/client/client.ts";
import type { Database } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";

/** The largest report of a run, gzipped. */
export const MAX_REPORT_BYTES = 4_000_000;
const GZIP = [0x1f, 0x8b] as const;

/** A run's whole result without its prices. */
export const runReport = z
  .base64()
  .max(Math.ceil(MAX_REPORT_BYTES / 3) * 4, `use ${MAX_REPORT_BYTES} bytes or fewer`)
  .describe("gzipped JSON of a backtest result");

/** Which run. */
export const getReportInput = z.object({ id: z.uuid() });

/**
 * Keeps a run's report beside it; the newest takes the place of an older one, which may not have been audited yet.
 * It is opaque here: pages that open it check every field.
 *
 * @throws ServerError "bad-request" for a body that is not gzip.
 */
export async function storeReport(
  transaction: Prisma.TransactionClient,
  runId: string,
  report: string,
): Promise<void> {
  const body = Buffer.from(report, "base64");
  if (GZIP.some((byte, index) => body[index] !== byte))
    throw new ServerError("bad-request", "report is not gzip; compress it");
  const kept = { body, savedAt: new Date() };
  await transaction.runReport.upsert({ where: { runId }, create: { runId, ...kept }, update: kept });
}

/** Reads a run's report as base64 of gzip; null for a run that was saved without one. */
export async function getReport(
  db: Database,
  { id }: z.infer<typeof getReportInput>,
): Promise<{ body: string } | null> {
  const found = await db.prisma.runReport.findUnique({ where: { runId: id } });
  return found && { body: Buffer.from(found.body).toString("base64") };
}
