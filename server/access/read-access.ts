import { z } from "zod";
import type { Database } from "#server/db.ts";
import type { Actor, Person } from "./actor.ts";
import { notebookLevel } from "./notebook-level.ts";
import { level, role, roleMay } from "./roles.ts";
import type { Level, Role } from "./roles.ts";
import { seenStudies } from "./study-scope.ts";

/** What a person may do with a notebook; "none" for one that does not exist. */
export async function levelWith(
  db: Database,
  person: Pick<Person, "id">,
  notebookId: string,
): Promise<Level> {
  const notebook = await db.prisma.notebook.findUnique({
    where: { id: notebookId },
    select: {
      ownerId: true,
      workspaceId: true,
      shared: true,
      grants: { where: { userId: person.id }, select: { level: true } },
    },
  });
  if (!notebook) return "none";
  return notebookLevel(person, {
    ownerId: notebook.ownerId,
    shared: level.catch("none").parse(notebook.shared),
    granted: level.catch("none").parse(notebook.grants[0]?.level),
    role: await roleOf(db, person.id, notebook.workspaceId),
  });
}

/** What somebody may do with a notebook: everything without accounts, nothing when signed out. */
export async function levelOf(db: Database, actor: Actor, notebookId: string): Promise<Level> {
  if (actor.kind === "local") return "own";
  return actor.kind === "nobody" ? "none" : levelWith(db, actor, notebookId);
}

/** A person's role in a workspace; null for one who does not belong to it. */
export async function roleOf(db: Database, userId: string, workspaceId: string): Promise<Role | null> {
  const found = await db.prisma.member.findUnique({
    where: { workspaceId_userId: { workspaceId, userId } },
    select: { role: true },
  });
  return role
    .nullable()
    .catch(null)
    .parse(found?.role ?? null);
}

/** What lies in a bin is there only for those who might take it out; a study of a notebook only for those who see that. */
const WORKSPACES = {
  run: "SELECT workspace_id, false AS binned, true AS seen FROM runs WHERE id = $1::uuid",
  study: `SELECT workspace_id, binned_at IS NOT NULL AS binned, ${seenStudies("studies", ["workspace_id", "$2"])} AS seen FROM studies WHERE id = $1::uuid`,
  strategy: "SELECT workspace_id, false AS binned, true AS seen FROM strategy_versions WHERE id = $1::uuid",
} as const;

/** What of a kept thing decides who may call about it. */
interface Kept {
  readonly workspace_id: string;
  readonly binned: boolean;
  readonly seen: boolean;
}

/**
 * A person's role in the workspace that keeps a run, a study or a strategy; null where there is no such thing, no role, a study of a notebook that the
 * person does not see, or one in the bin that the role could not take out.
 */
export async function roleIn(
  db: Database,
  person: Pick<Person, "id">,
  kind: keyof typeof WORKSPACES,
  id: string,
): Promise<Role | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const { rows } = await db.pool.query<Kept>(WORKSPACES[kind], kind === "study" ? [id, person.id] : [id]);
  if (!rows[0]?.seen) return null;
  const found = await roleOf(db, person.id, rows[0].workspace_id);
  return rows[0].binned && !roleMay(found, "work") ? null : found;
}
