import type { Database } from "#server/db.ts";
import { type ReadFile, readJson } from "./read-json.ts";
import { ledger, type WorkspaceIndex } from "./workspace-index.ts";

/** Notebooks that an import made, and what became of all ids. */
export interface ImportedLines {
  readonly made: WorkspaceIndex["notebooks"];
  readonly ids: ReadonlyMap<string, string>;
  /** The export's ledger; absent without one. */
  readonly file: string | undefined;
}

/** Rows in one statement. */
const BATCH = 5_000;

/**
 * Joins imported forks to their originals, and counts the trials of their lines here, too: what was tried elsewhere was tried. A line whose
 * first notebook is not among them goes by the first that is.
 *
 * @returns What each line is called here.
 */
export async function importLedger(
  db: Database,
  { made, ids, file }: ImportedLines,
  read: ReadFile,
): Promise<ReadonlyMap<string, string>> {
  const lines = new Map<string, string>();
  for (const { id, lineage } of made) {
    const here = ids.get(lineage) ?? lines.get(lineage) ?? ids.get(id);
    if (here !== undefined) lines.set(lineage, here);
  }
  for (const { id, lineage, forkedFrom } of made) {
    const origin = forkedFrom === null ? null : (ids.get(forkedFrom) ?? null);
    const data = { lineage: lines.get(lineage) ?? "", forkedFrom: origin };
    await db.prisma.notebook.updateMany({ where: { id: ids.get(id) ?? "" }, data });
  }
  if (file === undefined || made.length === 0) return lines;
  const trials = await readJson(read, file, ledger);
  const rows = trials.flatMap(({ lineage, ...trial }) => {
    const here = lines.get(lineage);
    return here === undefined ? [] : [{ ...trial, lineage: here }];
  });
  for (let from = 0; from < rows.length; from += BATCH)
    await db.prisma.trialLedger.createMany({ data: rows.slice(from, from + BATCH) });
  return lines;
}
