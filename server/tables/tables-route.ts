import { answerRoute } from "#server/access/answer-route.ts";
import { storedTable } from "#engine/data/stored-table.ts";
import { studiesOf } from "#server/access/study-scope.ts";
import type { Database } from "#server/db.ts";
import { appDatabase } from "#server/db.ts";
import { readStoredTable } from "./stored-tables.ts";

/** `GET /api/tables/<name>`: a table of what was saved, as an Arrow IPC stream; trouble is JSON `{ code, message }`. */
export async function tablesRoute(
  request: Request,
  name: string,
  database: () => Database = appDatabase,
): Promise<Response> {
  return answerRoute(request, { database, route: "tables" }, async ({ db, actor }) => {
    const ipc = await readStoredTable(db, storedTable.parse(name), studiesOf(actor));
    const headers = {
      "content-type": "application/vnd.apache.arrow.stream",
      "cache-control": "private, no-store",
    };
    return new Response(ipc as Uint8Array<ArrayBuffer>, { headers });
  });
}
