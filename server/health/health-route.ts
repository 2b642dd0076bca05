import type { Database } from "#server/db.ts";
import { appDatabase } from "#server/db.ts";
import { errorResponse } from "#server/error-codes.ts";
import { checkHealth } from "./check-health.ts";

/** `GET /api/health`: 200 with {@link checkHealth}'s answer, or 503 when the database does not answer. */
export async function healthRoute(database: () => Database = appDatabase): Promise<Response> {
  try {
    return Response.json(await checkHealth(database()), { headers: { "cache-control": "no-store" } });
  } catch (error) {
    return errorResponse(error);
  }
}
