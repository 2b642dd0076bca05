import { z } from "zod";
import { ENGINE_VERSION } from "#engine/version.ts";
import type { Database } from "#server/db.ts";
import { createNotebook } from "#server/notebooks/create-notebook.ts";
import { getNotebook } from "#server/notebooks/get-notebook.ts";
import { hashSource } from "#server/revisions/store-text.ts";
import { notebookId, notebookSource } from "#server/notebooks/notebook-schemas.ts";
import { runFiles } from "./run-files.ts";

/** A file of an export: its path inside the folder, with slashes, and its text. */
export interface ExportedFile {
  readonly path: string;
  readonly text: string;
}

/** Where the list of everything in an export stands. */
export const INDEX_FILE = "lookback.json";

/** What an export holds: its notebooks by file, and the data that they ran on by hash. */
export const workspaceIndex = z.object({
  lookback: z.literal(1),
  engine: z.string().max(40),
  notebooks: z
    .array(z.object({ id: notebookId, path: z.string().max(300), title: z.string().max(300) }))
    .max(10_000),
  data: z
    .array(z.object({ symbol: z.string().max(40), timeframe: z.string().max(10), hash: z.string().max(64) }))
    .max(100_000)
    .describe("series that were there, by the hash of their bars"),
});
export type WorkspaceIndex = z.infer<typeof workspaceIndex>;

/**
 * Everything of the database that is a person's work, as files one by one: notebooks as .nb.ts, runs with manifest, account and trades,
 * a table of all runs, and a list of it all with the data's hashes. Prices stay with whoever may give them.
 */
export async function* exportWorkspace(db: Database): AsyncGenerator<ExportedFile> {
  const rows = await db.prisma.notebook.findMany({ where: { deletedAt: null }, orderBy: { id: "asc" } });
  const notebooks = rows.map(({ id, title }) => ({ id, path: `notebooks/${id}.nb.ts`, title }));
  for (const { id, path } of notebooks) yield { path, text: (await getNotebook(db, { id })).source };
  yield* runFiles(db);
  const data = await seriesOf(db);
  const index: WorkspaceIndex = { lookback: 1, engine: ENGINE_VERSION, notebooks, data };
  yield { path: INDEX_FILE, text: `${JSON.stringify(index, null, 2)}\n` };
}

/** What an import did. */
export interface ImportedWorkspace {
  /** Notebooks that were made, under ids of their own where theirs were taken. */
  readonly made: number;
  /** Notebooks that were there already, text for text. */
  readonly there: number;
  /** Series of the export that this database has not, or has with other bars. */
  readonly missing: readonly string[];
}

/**
 * Makes the notebooks of an export here; those that are there with the same text are left alone.
 *
 * @param read Gives the text of a file of the export.
 * @throws ZodError for an index that is none.
 */
export async function importWorkspace(
  db: Database,
  read: (path: string) => Promise<string>,
): Promise<ImportedWorkspace> {
  const index = workspaceIndex.parse(JSON.parse(await read(INDEX_FILE)));
  let made = 0;
  for (const { id, path } of index.notebooks) {
    const source = notebookSource.parse(await read(path));
    const same = await db.prisma.notebook.count({ where: { revision: hashSource(source) } });
    if (same > 0) continue;
    const taken = await db.prisma.notebook.count({ where: { id } });
    await createNotebook(db, taken > 0 ? { source } : { id, source });
    made++;
  }
  const here = new Set((await seriesOf(db)).map(nameOf));
  const missing = index.data.filter((series) => !here.has(nameOf(series)));
  return {
    made,
    there: index.notebooks.length - made,
    missing: missing.map(({ symbol, timeframe }) => `${symbol} ${timeframe}`),
  };
}

/** The newest state of every series. */
async function seriesOf(db: Database): Promise<WorkspaceIndex["data"]> {
  const { rows } = await db.pool.query<WorkspaceIndex["data"][number]>(
    "SELECT DISTINCT ON (symbol, timeframe) symbol, timeframe, hash FROM data_versions ORDER BY symbol, timeframe, id DESC",
  );
  return rows;
}

const nameOf = ({ symbol, timeframe, hash }: WorkspaceIndex["data"][number]): string =>
  `${symbol} ${timeframe} ${hash}`;
