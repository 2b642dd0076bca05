import { authorizeRoute } from "#server/access/authorize-route.ts";
import type { Database } from "#server/db.ts";
import { appDatabase } from "#server/db.ts";
import { errorResponse } from "#server/error-response.ts";
import { guardRequest } from "#server/guard-request.ts";
import { appMetrics } from "./app-metrics.ts";

/** `GET /api/metrics`: every figure in Prometheus' text format. */
export async function metricsRoute(
  request: Request,
  database: () => Database = appDatabase,
): Promise<Response> {
  try {
    guardRequest(request);
    await authorizeRoute(database(), request, "metrics");
    const type = "text/plain; version=0.0.4; charset=utf-8";
    return new Response(await appMetrics(database()).text(), {
      headers: { "content-type": type, "cache-control": "no-store" },
    });
  } catch (error) {
    return errorResponse(error);
  }
}
