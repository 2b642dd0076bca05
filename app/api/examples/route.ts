import { listExamples } from "#server/notebooks/list-examples.ts";

/** Read from the sources while building: they are not beside a built page. */
export const dynamic = "force-static";

/** The book of examples as JSON. */
export function GET(): Response {
  return Response.json(listExamples(process.cwd()));
}
