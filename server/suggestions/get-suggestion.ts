import { z } from "zod";
import { findings } from "#engine/notebook/versions/findings.ts";
import type { Finding } from "#engine/notebook/versions/findings.ts";
import type { Suggestion } from "#prisma/client/client.ts";
import { namesOf } from "#server/account/names-of.ts";
import type { Database } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { notebookId } from "#server/notebooks/notebook-schemas.ts";
import { readText } from "#server/revisions/store-text.ts";

/** Which suggestion to which notebook. */
export const suggestionInput = z.object({ id: notebookId, suggestionId: z.uuid() });

/** Which notebook's suggestions. */
export const listSuggestionsInput = z.object({ id: notebookId });

/** Where a suggestion stands. */
export const suggestionStatus = z.enum(["open", "accepted", "declined", "withdrawn"]);

/** A suggestion as lists show it. */
export interface SuggestionSummary {
  readonly id: string;
  readonly forkId: string;
  /** Name; null while there are no accounts. */
  readonly author: string | null;
  /** Whether the person who asks made it. */
  readonly own: boolean;
  readonly message: string;
  readonly status: z.infer<typeof suggestionStatus>;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly decidedAt: string | null;
}

/** A suggestion with both texts, and what the backtests found on the one that is offered. */
export interface OpenedSuggestion extends SuggestionSummary {
  readonly base: string;
  readonly source: string;
  readonly findings: readonly Finding[];
}

/** The most suggestions that are listed. */
const MAX_LISTED = 200;

/** Suggestions to a notebook, newest first. */
export async function listSuggestions(
  db: Database,
  { id }: z.infer<typeof listSuggestionsInput>,
  reader: string | null,
): Promise<SuggestionSummary[]> {
  const found = await db.prisma.suggestion.findMany({
    where: { notebookId: id },
    orderBy: { createdAt: "desc" },
    take: MAX_LISTED,
  });
  const names = await namesOf(
    db,
    found.map(({ author }) => author ?? ""),
  );
  return found.map((each) => summaryOf(each, names, reader));
}

/**
 * Reads a suggestion with its texts.
 *
 * @throws ServerError "not-found" for one that the notebook does not have.
 */
export async function getSuggestion(
  db: Database,
  input: z.infer<typeof suggestionInput>,
  reader: string | null,
): Promise<OpenedSuggestion> {
  const found = await findSuggestion(db, input);
  const [base, source] = await Promise.all([readText(db, found.baseHash), readText(db, found.hash)]);
  if (base === null || source === null) throw new Error("assertion: texts of a suggestion are kept with it");
  const names = await namesOf(db, [found.author ?? ""]);
  const kept = findings.safeParse(found.findings).data ?? [];
  return { ...summaryOf(found, names, reader), base, source, findings: kept };
}

/**
 * One row of a notebook's suggestions.
 *
 * @throws ServerError "not-found" for one that the notebook does not have.
 */
export async function findSuggestion(
  db: Database,
  { id, suggestionId }: z.infer<typeof suggestionInput>,
): Promise<Suggestion> {
  const found = await db.prisma.suggestion.findFirst({ where: { id: suggestionId, notebookId: id } });
  if (found) return found;
  throw new ServerError("not-found", "unknown suggestion; choose one of the notebook's list");
}

function summaryOf(
  { id, forkId, author, message, status, createdAt, decidedAt }: Suggestion,
  names: ReadonlyMap<string, string>,
  reader: string | null,
): SuggestionSummary {
  return {
    id,
    forkId,
    author: author === null ? null : (names.get(author) ?? "Somebody who left"),
    own: author === reader,
    message,
    status: suggestionStatus.catch("withdrawn").parse(status),
    createdAt: createdAt.toISOString(),
    decidedAt: decidedAt?.toISOString() ?? null,
  };
}
