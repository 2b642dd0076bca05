import type { Actor } from "#server/access/actor.ts";
import { notebooksOf } from "#server/access/scope.ts";
import type { Database } from "#server/db.ts";
import { getNotebook } from "#server/notebooks/get-notebook.ts";
import { readText } from "#server/revisions/store-text.ts";
import { type ExportedFile, jsonText } from "./exported-file.ts";
import type { WorkspaceIndex } from "./workspace-index.ts";

type IndexEntry = WorkspaceIndex["notebooks"][number];

const LEDGER_FILE = "ledger.json";
const MAX_TRIALS = 200_000;

/**
 * The notebooks that somebody sees as files: their text, what their cells showed last, and older texts that have a name or that a saved run was made on.
 *
 * @param index Gets an entry for each.
 */
export async function* notebookFiles(
  db: Database,
  actor: Actor,
  index: IndexEntry[],
): AsyncGenerator<ExportedFile> {
  const rows = await db.prisma.notebook.findMany({
    where: { deletedAt: null, ...notebooksOf(actor) },
    orderBy: { id: "asc" },
    select: { id: true, title: true, revision: true, lineage: true, forkedFrom: true },
  });
  for (const { id, title, revision, lineage, forkedFrom } of rows) {
    const path = `notebooks/${id}.nb.ts`;
    yield { path, body: (await getNotebook(db, { id })).source };
    const versions: IndexEntry["versions"] = [];
    yield* olderTexts(db, id, revision, versions);
    const shown = await db.prisma.notebookSnapshot.findUnique({ where: { notebookId: id } });
    const outputs = shown ? { outputs: `notebooks/${id}.outputs.json.gz` } : {};
    if (shown) yield { path: `notebooks/${id}.outputs.json.gz`, body: shown.body };
    index.push({ id, path, title, lineage, forkedFrom, versions, ...outputs });
  }
}

const OLDER = `SELECT DISTINCT ON (number) v.number, v.hash, v.name FROM revisions v
  WHERE v.notebook_id = $1 AND v.hash <> $2
    AND (v.name IS NOT NULL OR EXISTS (SELECT FROM runs r WHERE r.notebook_id = v.notebook_id AND r.notebook_revision = v.hash AND r.removed_at IS NULL))
  ORDER BY number`;

async function* olderTexts(
  db: Database,
  id: string,
  current: string,
  versions: IndexEntry["versions"],
): AsyncGenerator<ExportedFile> {
  const { rows } = await db.pool.query<{ number: number; hash: string; name: string | null }>(OLDER, [
    id,
    current,
  ]);
  for (const { number, hash, name } of rows) {
    const body = await readText(db, hash);
    if (body === null) continue;
    const path = `notebooks/${id}/${number}-${hash.slice(0, 8)}.nb.ts`;
    versions.push({ hash, path, name });
    yield { path, body };
  }
}

/** Every trial that counts for notebooks, newest first, up to 200,000; nothing where there is none. */
export async function* ledgerFile(
  db: Database,
  notebooks: readonly IndexEntry[],
): AsyncGenerator<ExportedFile> {
  const lineages = [...new Set(notebooks.map(({ lineage }) => lineage))];
  const trials = await db.prisma.trialLedger.findMany({
    where: { lineage: { in: lineages } },
    orderBy: { id: "desc" },
    take: MAX_TRIALS,
    select: {
      ...{ lineage: true, strategyName: true, codeHash: true },
      ...{ paramsHash: true, dataHash: true, sharpe: true },
    },
  });
  if (trials.length > 0) yield { path: LEDGER_FILE, body: jsonText(trials) };
}
