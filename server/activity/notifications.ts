import { z } from "zod";
import type { Actor } from "#server/access/actor.ts";
import { authorId } from "#server/access/actor.ts";
import { notebooksOf } from "#server/access/scope.ts";
import type { Database } from "#server/db.ts";
import { eventColumns, listedEvents } from "./list-events.ts";
import type { ListedEvent } from "./list-events.ts";
import { reason } from "./note-event.ts";
import type { Reason } from "./note-event.ts";

/** The most notifications that are listed. */
const MAX_LISTED = 50;

/** Which notifications were read: one, or all up to the newest seen. */
export const markReadInput = z.object({
  upTo: z
    .string()
    .regex(/^\d{1,18}$/)
    .describe("id of the newest event that was on the screen"),
});

/** Something that concerns a person. */
export interface ListedNotification extends ListedEvent {
  readonly reason: Reason;
  readonly read: boolean;
}

/** What concerns the person who asks, newest first; what they may no longer see is not there. Empty without accounts. */
export async function listNotifications(db: Database, actor: Actor): Promise<ListedNotification[]> {
  const reader = authorId(actor);
  if (reader === null) return [];
  const rows = await db.prisma.notification.findMany({
    where: { reader, event: { notebook: { deletedAt: null, ...notebooksOf(actor) } } },
    include: { event: { include: eventColumns } },
    orderBy: { eventId: "desc" },
    take: MAX_LISTED,
  });
  const of = new Map(rows.map((row) => [String(row.eventId), row]));
  const events = await listedEvents(
    db,
    rows.map(({ event }) => event),
  );
  return events.map((event) => {
    const row = of.get(event.id);
    return { ...event, reason: reason.catch("owner").parse(row?.reason), read: row?.readAt !== null };
  });
}

/** Notes that a person has seen their notifications up to one of them. */
export async function markRead(
  db: Database,
  { upTo }: z.infer<typeof markReadInput>,
  actor: Actor,
): Promise<{ marked: number }> {
  const reader = authorId(actor);
  if (reader === null) return { marked: 0 };
  const where = { reader, readAt: null, eventId: { lte: BigInt(upTo) } };
  const { count } = await db.prisma.notification.updateMany({ where, data: { readAt: new Date() } });
  return { marked: count };
}
