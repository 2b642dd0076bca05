import { healthRoute } from "#server/health/health-route.ts";

export const dynamic = "force-dynamic";
export const GET = (request: Request): Promise<Response> => healthRoute(request);
