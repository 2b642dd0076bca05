import type { Prisma } from "#prisma/client/client.ts";
import type { Actor } from "./actor.ts";

/**
 * Which notebooks a list shows: all of a machine without accounts; else those of the workspace that the person looks at which are their
 * own, shared with its members, or given to them by name.
 */
export function notebooksOf(actor: Actor): Prisma.NotebookWhereInput {
  if (actor.kind === "local") return {};
  if (actor.kind === "nobody" || actor.seat === null) return { id: { in: [] } };
  const { id, seat } = actor;
  const visible = [
    { ownerId: id },
    { shared: { not: "none" } },
    { grants: { some: { userId: id, level: { not: "none" } } } },
  ];
  return { workspaceId: seat.id, OR: visible };
}

/** Whose runs and strategies a list shows: undefined for all; else the id of a workspace, which is none's where there is none. */
export function libraryOf(actor: Actor): string | undefined {
  if (actor.kind === "local") return undefined;
  return (actor.kind === "person" ? actor.seat?.id : undefined) ?? "none";
}
