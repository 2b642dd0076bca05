import { randomUUID } from "node:crypto";
import * as Y from "yjs";
import { NOTEBOOK_LIMITS } from "#engine/notebook/document.ts";
import { parseNotebook, printNotebook } from "#engine/notebook/percent-format.ts";
import type { Prisma } from "#prisma/client/client.ts";
import type { Database } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { unknownNotebook } from "#server/notebooks/get-notebook.ts";
import { saveText } from "#server/notebooks/save-notebook.ts";
import { forgetTexts, readText } from "#server/revisions/store-text.ts";
import { bringChanges, seedDocument } from "./replica/merge-documents.ts";
import { readDocument } from "./replica/shared-document.ts";

/** A notebook that several people write in, as the database has it. */
export interface StoredLive {
  /** Updates of another generation are of another document and never mix with this one's. */
  readonly generation: string;
  /** The document at the time of `revision`. */
  readonly state: Uint8Array;
  /** The saved text that it held then. */
  readonly revision: string;
  /** What was typed since, oldest first. */
  readonly updates: readonly {
    readonly id: bigint;
    readonly body: Uint8Array;
    readonly author: string | null;
  }[];
}

/** An update on its way into the database. */
export interface TypedUpdate {
  readonly body: Uint8Array;
  /** Account of who typed it; null while there are none. */
  readonly author: string | null;
}

/** What a save came to. */
export interface SavedLive {
  readonly revision: string;
  /** The document with what was saved elsewhere and what other processes wrote. */
  readonly state: Uint8Array;
}

type Transaction = Prisma.TransactionClient;

/**
 * Opens a notebook's shared document. The first time it is seeded from the saved text, once, whoever else does the same.
 *
 * @throws ServerError "not-found" for an unknown notebook.
 */
export async function openLive(db: Database, notebookId: string): Promise<StoredLive> {
  return db.prisma.$transaction(async (transaction) => {
    const found = await readLive(transaction, notebookId);
    if (found && !isGrown(found)) return found;
    const notebook = await transaction.notebook.findUnique({ where: { id: notebookId } });
    const source = notebook && (await readText({ prisma: transaction }, notebook.revision));
    if (!notebook || source === null) throw unknownNotebook(notebookId);
    if (found) await transaction.liveNotebook.deleteMany({ where: { notebookId, updates: { none: {} } } });
    const state = Y.encodeStateAsUpdate(seedDocument(parseNotebook(source)));
    const row = { notebookId, generation: randomUUID(), state: bytesOf(state), revision: notebook.revision };
    await transaction.liveNotebook.createMany({ data: [row], skipDuplicates: true });
    const seeded = await readLive(transaction, notebookId);
    if (!seeded) throw new Error("assertion: a seeded document is there");
    return seeded;
  });
}

/** A document of more than this many bytes, and so many times its text, begins anew when the next room is opened. */
const GROWN = { bytes: 1_000_000, times: 8 } as const;

/** Whether a document is mostly memory of what was deleted, and wholly saved. Whoever was away since then merges by text. */
function isGrown({ state, updates }: StoredLive): boolean {
  if (state.length < GROWN.bytes || updates.length > 0) return false;
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  const length = printNotebook(readDocument(doc)).length;
  doc.destroy();
  return state.length > length * GROWN.times;
}

/** Keeps updates; they are safe once this resolves. Returns their ids in order. */
export async function keepUpdates(
  db: Database,
  notebookId: string,
  updates: readonly TypedUpdate[],
): Promise<bigint[]> {
  const data = updates.map(({ body, author }) => ({ notebookId, author, body: bytesOf(body) }));
  const rows = await db.prisma.liveUpdate.createManyAndReturn({ data, select: { id: true } });
  return rows.map(({ id }) => id);
}

/**
 * Makes of a shared document the notebook's next revision. What was saved elsewhere since the last time is merged in
 * first, so that nobody's save is refused or lost; updates that other processes kept are taken along.
 *
 * @param doc The document as this process has it; not changed.
 * @param by Who typed it.
 * @throws ServerError "not-found" for a notebook that is no more, "over-limit" for one that no file may be as large as.
 */
export async function saveLive(
  db: Database,
  notebookId: string,
  doc: Y.Doc,
  by: { readonly author: string | null; readonly together: readonly (string | null)[] },
): Promise<SavedLive> {
  const work = new Y.Doc();
  Y.applyUpdate(work, Y.encodeStateAsUpdate(doc));
  const { replaced, ...saved } = await db.prisma.$transaction(async (transaction) => {
    await transaction.$queryRaw`SELECT id FROM notebooks WHERE id = ${notebookId} FOR UPDATE`;
    const live = await readLive(transaction, notebookId);
    const notebook = await transaction.notebook.findUnique({ where: { id: notebookId } });
    if (!live || !notebook) throw unknownNotebook(notebookId);
    Y.applyUpdate(work, live.state);
    for (const { body } of live.updates) Y.applyUpdate(work, body);
    if (notebook.revision !== live.revision) await absorb(transaction, work, live, notebook.revision);
    const source = printNotebook(readDocument(work));
    if (Buffer.byteLength(source) > NOTEBOOK_LIMITS.fileBytes) throw tooLarge();
    const entry = { id: notebookId, source, baseRevision: notebook.revision, typing: true };
    const { revision, replaced } = await saveText(
      transaction,
      { ...entry, together: by.together },
      by.author,
    );
    const state = Y.encodeStateAsUpdate(work);
    await transaction.liveNotebook.update({
      where: { notebookId },
      data: { state: bytesOf(state), revision },
    });
    await transaction.liveUpdate.deleteMany({ where: { id: { in: live.updates.map(({ id }) => id) } } });
    return { revision, state, replaced };
  });
  work.destroy();
  if (replaced !== null) await forgetTexts(db, [replaced]);
  return saved;
}

async function readLive(transaction: Transaction, notebookId: string): Promise<StoredLive | null> {
  const include = { updates: { orderBy: { id: "asc" } } } as const;
  return transaction.liveNotebook.findUnique({ where: { notebookId }, include });
}

/** Brings what somebody saved past the shared document into it. */
async function absorb(
  transaction: Transaction,
  work: Y.Doc,
  live: StoredLive,
  revision: string,
): Promise<void> {
  const source = await readText({ prisma: transaction }, revision);
  if (source === null) throw new Error("assertion: a notebook's current text is kept");
  const then = new Y.Doc();
  Y.applyUpdate(then, live.state);
  bringChanges(work, live.state, readDocument(then), parseNotebook(source));
  then.destroy();
}

function tooLarge(): ServerError {
  const limit = NOTEBOOK_LIMITS.fileBytes / 1_000_000;
  return new ServerError("over-limit", `notebook too large: more than ${limit} MB; take something out of it`);
}

/** Bytes as Prisma takes them: over a buffer of their own. */
const bytesOf = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);
