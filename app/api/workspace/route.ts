import { exportRoute } from "#server/exchange/export-route.ts";
import { importRoute } from "#server/exchange/import-route.ts";

export const dynamic = "force-dynamic";
export const GET = (request: Request): Promise<Response> => exportRoute(request);
export const POST = (request: Request): Promise<Response> => importRoute(request);
