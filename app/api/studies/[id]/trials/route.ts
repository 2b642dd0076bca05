import { trialsRoute } from "#server/studies/trials-route.ts";

export const dynamic = "force-dynamic";
export const GET = async (
  request: Request,
  context: { params: Promise<{ id: string }> },
): Promise<Response> => trialsRoute(request, (await context.params).id);
