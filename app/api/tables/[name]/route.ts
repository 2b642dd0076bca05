import { tablesRoute } from "#server/tables/tables-route.ts";

export const dynamic = "force-dynamic";
export const GET = async (
  request: Request,
  context: { params: Promise<{ name: string }> },
): Promise<Response> => tablesRoute(request, (await context.params).name);
