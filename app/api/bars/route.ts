import { barsRoute } from "#server/prices/bars-route.ts";

export const dynamic = "force-dynamic";
export const GET = (request: Request): Promise<Response> => barsRoute(request);
