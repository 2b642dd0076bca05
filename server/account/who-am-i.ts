import type { Actor } from "#server/access/actor.ts";
import type { Role } from "#server/access/roles.ts";
import type { Database } from "#server/db.ts";

/** What the app needs to know of whoever looks at it. */
export type WhoAmI =
  | { readonly mode: "single" }
  | { readonly mode: "signed-out" }
  | {
      readonly mode: "person";
      readonly id: string;
      readonly name: string;
      readonly email: string;
      /** The workspace in sight; null for one who belongs to none. */
      readonly workspace: { readonly id: string; readonly name: string; readonly role: Role } | null;
    };

/** Tells the app who looks at it. */
export async function whoAmI(db: Database, actor: Actor): Promise<WhoAmI> {
  if (actor.kind === "local") return { mode: "single" };
  if (actor.kind === "nobody") return { mode: "signed-out" };
  const { id, name, email, seat } = actor;
  const found = seat && (await db.prisma.workspace.findUnique({ where: { id: seat.id } }));
  const workspace = seat && found ? { id: seat.id, name: found.name, role: seat.role } : null;
  return { mode: "person", id, name, email, workspace };
}
