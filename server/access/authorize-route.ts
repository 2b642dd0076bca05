import { readActor } from "#server/account/read-actor.ts";
import type { Database } from "#server/db.ts";
import type { Actor } from "./actor.ts";
import { authorize } from "./authorize.ts";
import { ROUTE_RULES } from "./rules.ts";

/**
 * Lets a call of a route that is no procedure pass, or throws.
 *
 * @param input Names what the call is about, where its rule asks for it.
 * @returns Who calls.
 * @throws ServerError "signed-out" or "forbidden".
 */
export async function authorizeRoute(
  db: Database,
  request: Request,
  route: keyof typeof ROUTE_RULES,
  input: { readonly id?: string } = {},
): Promise<Actor> {
  const actor = await readActor(db, request);
  await authorize(db, actor, ROUTE_RULES[route], input);
  return actor;
}
