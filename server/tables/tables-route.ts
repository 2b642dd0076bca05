import { storedTable } from "#engine/data/stored-table.ts";
import { authorizeRoute } from "#server/access/authorize-route.ts";
import { libraryOf } from "#server/access/scope.ts";
import type { Database } from "#server/db.ts";
import { appDatabase } from "#server/db.ts";
import { errorResponse } from "#server/error-codes.ts";
import { guardRequest } from "#server/guard-request.ts";
import { readStoredTable } from "./stored-tables.ts";

/** `GET /api/tables/<name>`: a table of what was saved, as an Arrow IPC stream; trouble is JSON `{ code, message }`. */
export async function tablesRoute(
  request: Request,
  name: string,
  database: () => Database = appDatabase,
): Promise<Response> {
  try {
    guardRequest(request);
    const actor = await authorizeRoute(database(), request, "tables");
    const ipc = await readStoredTable(database(), storedTable.parse(name), libraryOf(actor));
    const headers = {
      "content-type": "application/vnd.apache.arrow.stream",
      "cache-control": "private, no-store",
    };
    return new Response(ipc as Uint8Array<ArrayBuffer>, { headers });
  } catch (error) {
    return errorResponse(error);
  }
}
