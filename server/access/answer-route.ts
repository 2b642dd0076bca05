import type { Database } from "#server/db.ts";
import { errorResponse } from "#server/error-response.ts";
import { guardRequest } from "#server/guard-request.ts";
import type { Actor } from "./actor.ts";
import { authorizeRoute } from "./authorize-route.ts";
import type { ROUTE_RULES } from "./rules.ts";

/** A call that may be answered: it came from our own pages or a token, and its caller may what it asks. */
export interface AllowedCall {
  readonly db: Database;
  readonly actor: Actor;
}

/**
 * Answers a call of a route that is no procedure: lets it pass or refuses it, and turns whatever is thrown into JSON `{ code, message, details }`
 * with a matching status.
 *
 * @param database The database, opened when the request itself is sound.
 * @param about Names what the call is about, where its rule asks for it.
 */
export async function answerRoute(
  request: Request,
  {
    database,
    route,
    about = {},
  }: {
    readonly database: () => Database;
    readonly route: keyof typeof ROUTE_RULES;
    readonly about?: { readonly id?: string };
  },
  work: (call: AllowedCall) => Promise<Response> | Response,
): Promise<Response> {
  try {
    guardRequest(request);
    const db = database();
    const actor = await authorizeRoute(db, request, route, about);
    return await work({ db, actor });
  } catch (error) {
    return errorResponse(error);
  }
}
