import { readActor } from "#server/account/read-actor.ts";
import type { Database } from "#server/db.ts";
import type { Actor } from "./actor.ts";
import { authorize } from "./authorize.ts";
import { ROUTE_RULES } from "./rules.ts";

/**
 * Lets a call of a route that is no procedure pass, or throws.
 *
 * @returns Who calls.
 * @throws ServerError "signed-out" or "forbidden".
 */
export async function authorizeRoute(
  db: Database,
  request: Request,
  route: keyof typeof ROUTE_RULES,
): Promise<Actor> {
  const actor = await readActor(db, request);
  await authorize(db, actor, ROUTE_RULES[route], {});
  return actor;
}
