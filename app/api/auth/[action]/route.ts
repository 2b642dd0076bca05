import { authRoute } from "#server/account/auth-route.ts";

export const dynamic = "force-dynamic";
export const POST = (request: Request): Promise<Response> => authRoute(request);
