import { createHash } from "node:crypto";
import { cutSource } from "#engine/notebook/versions/source-pieces.ts";
import type { Prisma } from "#prisma/client/client.ts";
import type { Database } from "#server/db.ts";

/** Writers of texts hold it together, who removes texts holds it alone: what is being written anew is never removed. */
const TEXTS_LOCK = 72_707_371;

/** SHA-256 of a text's UTF-8 bytes, lower-case hex: the name of its revision. */
export function hashSource(source: string): string {
  return createHash("sha256").update(source, "utf8").digest("hex");
}

/**
 * Keeps a notebook's text, cell by cell: what another revision of any notebook has already is not kept again.
 *
 * @returns The text's hash.
 */
export async function storeText(transaction: Prisma.TransactionClient, source: string): Promise<string> {
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock_shared(${TEXTS_LOCK})`;
  const pieces = cutSource(source).map((text) => ({ hash: hashSource(text), text }));
  const hashes = pieces.map(({ hash }) => hash);
  const there = await transaction.notebookPiece.findMany({
    where: { hash: { in: hashes } },
    select: { hash: true },
  });
  const known = new Set(there.map(({ hash }) => hash));
  const missing = pieces.filter(({ hash }) => !known.has(hash));
  // In one order everywhere, so that two writers of the same new cells wait for each other and never in a circle.
  missing.sort((a, b) => (a.hash < b.hash ? -1 : 1));
  if (missing.length > 0) await transaction.notebookPiece.createMany({ data: missing, skipDuplicates: true });
  const hash = hashSource(source);
  await transaction.notebookSource.createMany({ data: [{ hash, pieces: hashes }], skipDuplicates: true });
  return hash;
}

/** Reads a text by its hash; null when it is not kept. */
export async function readText(
  db: Pick<Database, "prisma"> | { prisma: Prisma.TransactionClient },
  hash: string,
): Promise<string | null> {
  const rows = await db.prisma.$queryRaw<{ source: string | null }[]>`
    SELECT string_agg(p.text, '' ORDER BY u.place) AS source
    FROM notebook_sources s, unnest(s.pieces) WITH ORDINALITY AS u(hash, place)
    JOIN notebook_pieces p ON p.hash = u.hash WHERE s.hash = ${hash}`;
  return rows[0]?.source ?? null;
}

/** Removes those of the texts that no revision and no suggestion has any more, with the pieces that no other text has. */
export async function forgetTexts(db: Database, hashes: readonly string[]): Promise<void> {
  await db.prisma.$transaction(async (transaction) => {
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${TEXTS_LOCK})`;
    const nowhere = { none: {} };
    const unused = {
      hash: { in: [...hashes] },
      revisions: nowhere,
      suggested: nowhere,
      suggestedUpon: nowhere,
    };
    const gone = await transaction.notebookSource.findMany({ where: unused });
    await transaction.notebookSource.deleteMany({ where: { hash: { in: gone.map(({ hash }) => hash) } } });
    const pieces = [...new Set(gone.flatMap((text) => text.pieces))];
    await transaction.$executeRaw`DELETE FROM notebook_pieces p WHERE p.hash = ANY(${pieces})
      AND NOT EXISTS (SELECT 1 FROM notebook_sources s WHERE s.pieces @> ARRAY[p.hash])`;
  });
}
