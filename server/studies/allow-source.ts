import type { z } from "zod";
import type { Actor } from "#server/access/actor.ts";
import { authorize } from "#server/access/authorize.ts";
import { RULES } from "#server/access/rules.ts";
import type { Database } from "#server/db.ts";
import type { createStudyInput } from "./study-schemas.ts";

/** Lets a study refer to an earlier one where its caller may see that one. @throws ServerError "not-found" as for an id that names nothing. */
export async function allowSource(
  db: Database,
  actor: Actor,
  { strategy }: Pick<z.output<typeof createStudyInput>, "strategy">,
): Promise<void> {
  if (strategy.kind === "study") await authorize(db, actor, RULES["studies.get"], { id: strategy.study });
}
