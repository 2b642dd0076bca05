import { indicatorRoute } from "#server/indicator-cache/indicator-route.ts";

export const dynamic = "force-dynamic";
export const GET = (request: Request): Promise<Response> => indicatorRoute(request);
