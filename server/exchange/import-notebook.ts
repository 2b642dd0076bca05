import type { Actor } from "#server/access/actor.ts";
import { authorId } from "#server/access/actor.ts";
import { notebooksOf } from "#server/access/scope.ts";
import type { Database } from "#server/db.ts";
import { createNotebook } from "#server/notebooks/create-notebook.ts";
import { notebookSource } from "#server/notebooks/notebook-schemas.ts";
import { saveNotebook } from "#server/notebooks/save-notebook.ts";
import { MAX_SNAPSHOT_BYTES, saveSnapshot } from "#server/notebooks/save-snapshot.ts";
import { sealRevision } from "#server/revisions/add-revision.ts";
import { hashSource } from "#server/revisions/store-text.ts";
import { type ReadFile, readUtf8 } from "./read-json.ts";
import type { WorkspaceIndex } from "./workspace-index.ts";

type IndexEntry = WorkspaceIndex["notebooks"][number];

/**
 * Makes a notebook of an export, its older texts first, unless somebody's notebook in sight has its text already.
 *
 * @returns Its id here.
 * @throws ServerError "bad-request" for what is no text of a notebook.
 */
export async function importNotebook(
  db: Database,
  entry: IndexEntry,
  read: ReadFile,
  actor: Actor,
): Promise<{ readonly id: string; readonly isNew: boolean }> {
  const source = notebookSource.parse(await readUtf8(read, entry.path));
  const there = await db.prisma.notebook.findFirst({
    where: { revision: hashSource(source), deletedAt: null, ...notebooksOf(actor) },
    select: { id: true },
  });
  if (there) return { id: there.id, isNew: false };
  const texts = [];
  for (const version of entry.versions)
    texts.push({ name: version.name, source: notebookSource.parse(await readUtf8(read, version.path)) });
  const id = await makeWithHistory(db, entry.id, [...texts, { name: null, source }], actor);
  if (entry.outputs !== undefined) await importOutputs(db, id, await read(entry.outputs));
  return { id, isNew: true };
}

async function makeWithHistory(
  db: Database,
  wanted: string,
  [first, ...others]: readonly { readonly name: string | null; readonly source: string }[],
  actor: Actor,
): Promise<string> {
  const taken = (await db.prisma.notebook.count({ where: { id: wanted } })) > 0;
  const { source = "", name = null } = first ?? {};
  const { id, revision } = await createNotebook(db, taken ? { source } : { id: wanted, source }, actor);
  let [base, last] = [revision, name];
  const keep = async (hash: string, called: string | null) => {
    await sealRevision(db.prisma, id, hash);
    if (called !== null)
      await db.prisma.revision.updateMany({ where: { notebookId: id, hash }, data: { name: called } });
  };
  for (const text of others) {
    await keep(base, last);
    const saved = await saveNotebook(db, { id, source: text.source, baseRevision: base }, authorId(actor));
    [base, last] = [saved.revision, text.name];
  }
  return id;
}

/** Outputs that are too large or no gzip cost a run, never the notebook. */
async function importOutputs(db: Database, id: string, body: Uint8Array): Promise<void> {
  if (body.length > MAX_SNAPSHOT_BYTES || body[0] !== 0x1f || body[1] !== 0x8b) return;
  const ranAt = new Date().toISOString();
  await saveSnapshot(db, { id, body: Buffer.from(body).toString("base64"), ranAt, sparkline: [] });
}
