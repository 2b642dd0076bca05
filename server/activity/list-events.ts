import { z } from "zod";
import type { Prisma } from "#prisma/client/client.ts";
import type { Actor } from "#server/access/actor.ts";
import { notebooksOf } from "#server/access/scope.ts";
import { accountsOn } from "#server/account/accounts-on.ts";
import { namesOf } from "#server/account/names-of.ts";
import type { Database } from "#server/db.ts";
import { notebookId } from "#server/notebooks/notebook-schemas.ts";
import { eventKind } from "./note-event.ts";
import type { EventKind } from "./note-event.ts";

const page = {
  before: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional()
    .describe("id of the last event seen"),
  limit: z.number().int().min(1).max(100).default(50),
};

/** Which notebook's events, from which one on. */
export const notebookEventsInput = z.object({ id: notebookId, ...page });

/** Which of the events of all notebooks in sight. */
export const workspaceEventsInput = z.object(page);

/** An event as feeds show it. */
export interface ListedEvent {
  /** Decimal digits; later events have greater ones. */
  readonly id: string;
  readonly kind: EventKind;
  readonly notebookId: string;
  readonly notebookTitle: string;
  /** Name; null while there are no accounts. */
  readonly author: string | null;
  readonly about: string;
  /** The thread of comments that it tells of; null for what is no comment. */
  readonly threadId: string | null;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
}

/** The columns that {@link listedEvents} reads. */
export const eventColumns = { notebook: { select: { title: true } } } as const;
type EventRow = Prisma.NotebookEventGetPayload<{ include: typeof eventColumns }>;

/** A notebook's events, newest first. */
export async function notebookEvents(
  db: Database,
  { id, before, limit }: z.input<typeof notebookEventsInput>,
): Promise<ListedEvent[]> {
  return find(db, { notebookId: id }, before, limit);
}

/** The events of the notebooks that a person sees, newest first. */
export async function workspaceEvents(
  db: Database,
  { before, limit }: z.input<typeof workspaceEventsInput>,
  actor: Actor,
): Promise<ListedEvent[]> {
  return find(db, { notebook: { deletedAt: null, ...notebooksOf(actor) } }, before, limit);
}

async function find(
  db: Database,
  where: Prisma.NotebookEventWhereInput,
  before: string | undefined,
  limit = 50,
): Promise<ListedEvent[]> {
  const rows = await db.prisma.notebookEvent.findMany({
    where: { ...where, ...(before === undefined ? {} : { id: { lt: BigInt(before) } }) },
    include: eventColumns,
    orderBy: { id: "desc" },
    take: limit,
  });
  return listedEvents(db, rows);
}

/** Turns stored events into what feeds show. */
export async function listedEvents(db: Database, rows: readonly EventRow[]): Promise<ListedEvent[]> {
  const names = await namesOf(
    db,
    rows.map(({ author }) => author ?? ""),
  );
  // What several typed or nobody is known to have, in a notebook that is open to many: it is not the reader's own.
  const nobody = rows.some(({ author }) => author === null) && (await accountsOn(db)) ? "Somebody" : null;
  return rows.flatMap(({ id, kind, notebookId: of, author, about, threadId, createdAt, notebook }) => {
    const known = eventKind.safeParse(kind).data;
    if (known === undefined) return [];
    const who = author === null ? nobody : (names.get(author) ?? "Somebody who left");
    const times = { createdAt: createdAt.toISOString() };
    return {
      id: String(id),
      kind: known,
      notebookId: of,
      notebookTitle: notebook.title,
      author: who,
      about,
      threadId,
      ...times,
    };
  });
}
