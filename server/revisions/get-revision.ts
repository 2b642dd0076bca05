import { z } from "zod";
import { findings } from "#engine/notebook/versions/findings.ts";
import type { Finding } from "#engine/notebook/versions/findings.ts";
import type { Database } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { notebookId } from "#server/notebooks/notebook-schemas.ts";
import { readText } from "./store-text.ts";

/** A revision's place in its notebook's history, from 1. */
export const revisionNumber = z
  .number()
  .int()
  .positive()
  .max(2_000_000_000)
  .describe("place in the history, from 1");

/** Which revision of which notebook. */
export const getRevisionInput = z.object({ id: notebookId, number: revisionNumber });

/** A revision with its text and what its backtests found. */
export interface OpenedRevision {
  readonly number: number;
  readonly revision: string;
  readonly source: string;
  /** Empty where nothing was run on it. */
  readonly findings: readonly Finding[];
}

/**
 * Reads one revision of a notebook.
 *
 * @throws ServerError "not-found" for a number that its history does not have.
 */
export async function getRevision(
  db: Database,
  { id, number }: z.infer<typeof getRevisionInput>,
): Promise<OpenedRevision> {
  const found = await db.prisma.revision.findUnique({
    where: { notebookId_number: { notebookId: id, number } },
  });
  const source = found && (await readText(db, found.hash));
  if (!found || source === null) throw unknownRevision(number);
  return { number, revision: found.hash, source, findings: findings.safeParse(found.findings).data ?? [] };
}

/** The refusal of a number that a history does not have. */
export function unknownRevision(number: number): ServerError {
  return new ServerError("not-found", `unknown revision: ${number}; choose one of the notebook's history`);
}
