import { readActor } from "#server/account/read-actor.ts";
import type { Database } from "#server/db.ts";
import { appDatabase } from "#server/db.ts";
import { errorResponse } from "#server/error-response.ts";
import { checkHealth } from "./check-health.ts";

/**
 * `GET /api/health`: 200 with {@link checkHealth}'s answer, or 503 when the database does not answer. Whoever has not signed in, a load
 * balancer among them, hears that it is well and no more.
 */
export async function healthRoute(
  request: Request,
  database: () => Database = appDatabase,
): Promise<Response> {
  try {
    const health = await checkHealth(database());
    const actor = await readActor(database(), request);
    const told = actor.kind === "nobody" ? { status: health.status } : health;
    return Response.json(told, { headers: { "cache-control": "no-store" } });
  } catch (error) {
    return errorResponse(error);
  }
}
