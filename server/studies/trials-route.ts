import { answerRoute } from "#server/access/answer-route.ts";
import type { Database } from "#server/db.ts";
import { appDatabase } from "#server/db.ts";
import { exportTrials } from "./export-trials.ts";

/** `GET /api/studies/<id>/trials?format=csv|json|parquet`: a study's trials as a file; trouble is JSON `{ code, message }`. */
export async function trialsRoute(
  request: Request,
  id: string,
  database: () => Database = appDatabase,
): Promise<Response> {
  return answerRoute(request, { database, route: "studyTrials", about: { id } }, async ({ db }) => {
    const format = new URL(request.url).searchParams.get("format") ?? "csv";
    const { name, type, body } = await exportTrials(db, id, format);
    const headers = {
      "content-type": type,
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "private, no-store",
    };
    return new Response(body as Uint8Array<ArrayBuffer>, { headers });
  });
}
