import { z } from "zod";
import type { Database } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { unknownNotebook } from "#server/notebooks/get-notebook.ts";
import { unknownRun } from "#server/runs/unknown-run.ts";
import { unknownStrategy } from "#server/strategies/unknown-strategy.ts";
import { unknownStudy } from "#server/studies/unknown-study.ts";
import { asPerson } from "./as-person.ts";
import type { Actor, Person } from "./actor.ts";
import { levelWith, roleIn } from "./read-access.ts";
import { levelHolds, roleMay } from "./roles.ts";
import type { Level, Permission, Role } from "./roles.ts";
import type { Rule } from "./rules.ts";

/** What of an input names the thing that it is about; anything else counts as naming nothing. */
const named = z.object({
  id: z.string().max(100).catch(""),
  notebookId: z.string().max(100).optional().catch(""),
});
type Named = z.infer<typeof named>;

const UNKNOWN = { run: unknownRun, study: unknownStudy, strategy: unknownStrategy } as const;

/**
 * Lets a call pass or throws. What does not exist and what the caller may not see answer alike.
 *
 * @param rule The call's rule; refused where there is none.
 * @param input The call's input as it came, not yet parsed.
 * @throws ServerError "signed-out", "forbidden", or "not-found" as for an id that names nothing.
 */
export async function authorize(
  db: Database,
  actor: Actor,
  rule: Rule | undefined,
  input: unknown,
): Promise<void> {
  if (rule === undefined) throw new Error("assertion: a call without a rule in server/access/rules.ts");
  if (rule.kind === "open") return;
  if (actor.kind === "local" && rule.kind !== "self") return;
  if (actor.kind === "nobody" && rule.kind === "single" && (await db.prisma.user.count()) === 0) return;
  await allowPerson(db, asPerson(actor), rule, named.safeParse(input).data ?? { id: "" });
}

async function allowPerson(db: Database, person: Person, rule: Rule, input: Named): Promise<void> {
  switch (rule.kind) {
    case "open":
      return;
    case "single":
      throw new ServerError("forbidden", "accounts are in use already; ask an admin for an invitation");
    case "self":
      if (person.via === "session") return;
      throw new ServerError("forbidden", "tokens may not change accounts; sign in to the app");
    case "work":
      return requireRole(person.seat?.role ?? null, rule.may);
    case "notebook":
      await requireLevel(db, person, input.id, rule.level);
      if (rule.may) requireRole(person.seat?.role ?? null, rule.may);
      return;
    case "within":
      requireRole(person.seat?.role ?? null, rule.may);
      if (input.notebookId !== undefined) await requireLevel(db, person, input.notebookId, rule.level);
      return;
    case "run":
    case "study":
    case "strategy": {
      const role = await roleIn(db, person, rule.kind, input.id);
      if (role === null) throw UNKNOWN[rule.kind](input.id);
      requireRole(role, rule.may);
    }
  }
}

function requireRole(role: Role | null, may: Permission): void {
  if (roleMay(role, may)) return;
  throw new ServerError(
    "forbidden",
    `not allowed as ${role ?? "nobody"} of this workspace; ask one of its admins`,
  );
}

async function requireLevel(db: Database, person: Person, id: string, needed: Level): Promise<void> {
  const given = await levelWith(db, person, id);
  if (given === "none") throw unknownNotebook(id);
  if (!levelHolds(given, needed))
    throw new ServerError("forbidden", `you may ${given} this notebook, not ${needed} it; ask its owner`);
}
