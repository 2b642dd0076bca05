import { answerRoute } from "#server/access/answer-route.ts";
import type { Database } from "#server/db.ts";
import { appDatabase } from "#server/db.ts";
import { exportWorkspace } from "./export-workspace.ts";
import { zipOf } from "./zip-file.ts";

/** `GET /api/workspace`: everything in the workspace that the caller sees, as a ZIP file that is made while it is sent. */
export async function exportRoute(
  request: Request,
  database: () => Database = appDatabase,
): Promise<Response> {
  return answerRoute(request, { database, route: "workspace.export" }, ({ db, actor }) => {
    const name = `lookback-${new Date().toISOString().slice(0, 10)}.zip`;
    return new Response(streamOf(zipOf(exportWorkspace(db, actor))), {
      headers: {
        "content-type": "application/zip",
        "content-disposition": `attachment; filename="${name}"`,
        "cache-control": "no-store",
      },
    });
  });
}

/** Pieces are made as they are taken; who goes away ends their making. */
function streamOf(pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const next = await pieces.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}
