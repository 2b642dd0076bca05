import { importRoute } from "#server/prices/import-route.ts";

export const dynamic = "force-dynamic";
export const POST = (request: Request): Promise<Response> => importRoute(request);
