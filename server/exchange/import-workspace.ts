import { LOCAL } from "#server/access/actor.ts";
import type { Actor } from "#server/access/actor.ts";
import type { Database } from "#server/db.ts";
import { importLedger } from "./import-ledger.ts";
import { importNotebook } from "./import-notebook.ts";
import { importRun } from "./import-run.ts";
import { readJson, type ReadFile } from "./read-json.ts";
import { seriesKey, storedSeries } from "./stored-series.ts";
import { INDEX_FILE, workspaceIndex } from "./workspace-index.ts";

/** What an import did. */
export interface ImportedWorkspace {
  /** Notebooks that were made, under ids of their own where theirs were taken. */
  readonly made: number;
  /** Notebooks that were there already, text for text. */
  readonly there: number;
  /** Runs that were made; those that were there already are left alone. */
  readonly runs: number;
  /** Series of the export that this database has not, or has with other bars. */
  readonly missing: readonly string[];
}

/**
 * Makes the notebooks and runs of an export here; what is there is left alone. It goes file by file: what was made before a broken file stays,
 * and a second import goes on from there.
 *
 * @param actor Whose they will be.
 * @throws ServerError "bad-request" for a file that is none of ours.
 */
export async function importWorkspace(
  db: Database,
  read: ReadFile,
  actor: Actor = LOCAL,
): Promise<ImportedWorkspace> {
  const index = await readJson(read, INDEX_FILE, workspaceIndex);
  const ids = new Map<string, string>();
  const made: typeof index.notebooks = [];
  for (const entry of index.notebooks) {
    const { id, isNew } = await importNotebook(db, entry, read, actor);
    ids.set(entry.id, id);
    if (isNew) made.push(entry);
  }
  const lines = await importLedger(db, { made, ids, file: index.ledger }, read);
  let runs = 0;
  for (const entry of index.runs) if (await importRun(db, entry, read, { ids, lines }, actor)) runs++;
  const here = new Set((await storedSeries(db)).map(seriesKey));
  const missing = index.data.filter((series) => !here.has(seriesKey(series)));
  return {
    ...{ made: made.length, there: index.notebooks.length - made.length, runs },
    missing: missing.map(({ symbol, timeframe }) => `${symbol} ${timeframe}`),
  };
}
