import type { Prisma, Revision } from "#prisma/client/client.ts";
import { noteEvent } from "#server/activity/note-event.ts";
import { noteSeen } from "./note-seen.ts";
import { storeText } from "./store-text.ts";

/** Saves while typing are one revision for this long; then the next one begins. */
export const TYPING_MS = 120_000;

/** How a revision came to be that several people typed at once. */
const TOGETHER = "written together";

/** What is written into a notebook's history. */
export interface RevisionEntry {
  readonly notebookId: string;
  readonly source: string;
  /** Revision that it was written over; null for the first. */
  readonly parent: string | null;
  /** Account of who wrote it; null while there are none. */
  readonly author: string | null;
  /** Whether it was saved by itself while somebody typed. */
  readonly typing?: boolean;
  /** How it came to be where nobody typed it. */
  readonly origin?: string;
  /** Who typed it together with the author. */
  readonly together?: readonly (string | null)[];
}

/** A revision that was written: its text's hash, and that of the text whose place it took. */
export interface AddedRevision {
  readonly hash: string;
  readonly number: number;
  /** A text of a moment ago that nothing refers to, to be forgotten after the transaction; null where one was added. */
  readonly replaced: string | null;
}

/**
 * Writes a notebook's next revision. Saves while typing, of one author or of several who type together, become one
 * revision of up to two minutes, unless something refers to what was saved; every other save adds one.
 */
export async function addRevision(
  transaction: Prisma.TransactionClient,
  entry: RevisionEntry,
): Promise<AddedRevision> {
  const { notebookId, source, author } = entry;
  const hash = await storeText(transaction, source);
  const newest = await transaction.revision.findFirst({ where: { notebookId }, orderBy: { number: "desc" } });
  const now = new Date();
  const joined = newest !== null && goesOn(newest, entry, now);
  const number = joined ? newest.number : (newest?.number ?? 0) + 1;
  if (joined) {
    const several = (entry.together ?? []).some((other) => other !== newest.author);
    const data = { hash, savedAt: now, findings: [], ...(several && { origin: TOGETHER }) };
    await transaction.revision.update({ where: { notebookId_number: { notebookId, number } }, data });
  } else {
    const { parent, typing = false, origin = null } = entry;
    const data = { notebookId, number, hash, parent, author, typing, origin, createdAt: now, savedAt: now };
    await transaction.revision.create({ data });
  }
  if (!joined && entry.parent !== null) await noteSave(transaction, entry);
  await noteSeen(transaction, { notebookId, reader: author, number, revision: hash });
  return { hash, number, replaced: joined && newest.hash !== hash ? newest.hash : null };
}

/** An hour of somebody's edits is one event of the feed. */
const EDITS_MS = 3_600_000;

async function noteSave(
  transaction: Prisma.TransactionClient,
  { notebookId, author, origin }: RevisionEntry,
): Promise<void> {
  const restored = origin?.startsWith("restored") === true;
  if (restored) return noteEvent(transaction, { notebookId, kind: "restored", author, about: origin });
  if (origin !== undefined) return; // whoever made it so tells it
  const last = await transaction.notebookEvent.findFirst({ where: { notebookId }, orderBy: { id: "desc" } });
  const again = last?.kind === "edited" && last.author === author;
  if (again && Date.now() - last.createdAt.getTime() < EDITS_MS) return;
  await noteEvent(transaction, { notebookId, kind: "edited", author });
}

/** Whether the typing that the newest revision is of goes on with this one. */
function goesOn(newest: Revision, entry: RevisionEntry, now: Date): boolean {
  const { typing, author, together = [] } = entry;
  if (!newest.typing || !typing) return false;
  const withThem = newest.origin === TOGETHER || together.includes(newest.author);
  if (newest.author !== author && !withThem) return false;
  return now.getTime() - newest.createdAt.getTime() < TYPING_MS;
}

/** Says that something refers to a revision: its text stays in the history, whatever is typed next. */
export async function sealRevision(
  transaction: Prisma.TransactionClient,
  notebookId: string,
  hash: string,
): Promise<void> {
  await transaction.revision.updateMany({ where: { notebookId, hash }, data: { typing: false } });
}
