import { createHash } from "node:crypto";
import type { Prisma } from "#prisma/client/client.ts";

/** SHA-256 of a text's UTF-8 bytes, lower-case hex: the name of its revision. */
export function hashSource(source: string): string {
  return createHash("sha256").update(source, "utf8").digest("hex");
}

/**
 * Appends a revision to a notebook's history; its text is stored once however often it returns.
 *
 * @param parent Revision it was written over; null for the first.
 * @returns The new revision's hash.
 */
export async function addRevision(
  transaction: Prisma.TransactionClient,
  notebookId: string,
  source: string,
  parent: string | null,
): Promise<string> {
  const hash = hashSource(source);
  await transaction.notebookSource.createMany({ data: [{ hash, source }], skipDuplicates: true });
  const newest = await transaction.revision.findFirst({ where: { notebookId }, orderBy: { number: "desc" } });
  await transaction.revision.create({
    data: { notebookId, number: (newest?.number ?? 0) + 1, hash, parent },
  });
  return hash;
}
