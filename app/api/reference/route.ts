import { describeReference } from "../../_reference/describe-reference.ts";

export const dynamic = "force-static";

/** The reference as JSON, for the notebook's own panel. */
export function GET(): Response {
  return Response.json(describeReference(process.cwd()));
}
