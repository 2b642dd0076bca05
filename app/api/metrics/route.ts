import { metricsRoute } from "#server/metrics/metrics-route.ts";

export const dynamic = "force-dynamic";
export const GET = (request: Request): Promise<Response> => metricsRoute(request);
