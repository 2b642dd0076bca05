import { z } from "zod";
import type { Prisma } from "#prisma/client/client.ts";

/** What can happen to a notebook. */
export const eventKind = z
  .enum([
    ...(["created", "forked", "edited", "named", "restored", "ran"] as const),
    ...(["commented", "answered", "resolved", "reopened", "suggested", "accepted", "declined"] as const),
  ])
  .describe("what happened to a notebook");
export type EventKind = z.infer<typeof eventKind>;

/** Why an event concerns a person, the first that holds. */
export const reason = z.enum(["mention", "answer", "suggestion", "owner"]);
export type Reason = z.infer<typeof reason>;

/** Somebody whom an event concerns; an empty account is nobody's. */
export interface Concerned {
  readonly reader: string | null;
  readonly reason: Reason;
}

/** Longer words are cut. */
const ABOUT_CHARS = 200;

/** What happened, by whom, and whom it concerns. */
export interface NotebookHappening {
  readonly notebookId: string;
  readonly kind: EventKind;
  /** Account; null while there are none. */
  readonly author: string | null;
  readonly about?: string;
  /** The thread of comments that it tells of. */
  readonly threadId?: string;
  /** Each is told once, by the first reason; never the author. */
  readonly concerns?: readonly Concerned[];
}

/** Writes an event into a notebook's feed and tells whom it concerns, in the transaction that makes it happen. */
export async function noteEvent(
  transaction: Prisma.TransactionClient,
  { notebookId, kind, author, about = "", threadId, concerns = [] }: NotebookHappening,
): Promise<void> {
  const words = about.replace(/\s+/g, " ").trim().slice(0, ABOUT_CHARS);
  const { id } = await transaction.notebookEvent.create({
    data: { notebookId, kind, author, about: words, threadId: threadId ?? null },
  });
  const told = new Map<string, Reason>();
  for (const { reader, reason: why } of concerns) {
    if (reader !== null && reader !== "" && reader !== author && !told.has(reader)) told.set(reader, why);
  }
  const data = [...told].map(([reader, why]) => ({ reader, eventId: id, reason: why }));
  if (data.length > 0) await transaction.notification.createMany({ data });
}
