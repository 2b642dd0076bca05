import { trpcRoute } from "#server/trpc-route.ts";

export const dynamic = "force-dynamic";
export const GET = (request: Request): Promise<Response> => trpcRoute(request);
export const POST = (request: Request): Promise<Response> => trpcRoute(request);
