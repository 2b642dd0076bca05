import { authorizeRoute } from "#server/access/authorize-route.ts";
import type { Database } from "#server/db.ts";
import { appDatabase } from "#server/db.ts";
import { errorResponse } from "#server/error-codes.ts";
import { guardRequest } from "#server/guard-request.ts";
import { readBody } from "#server/read-body.ts";
import { csvTooLarge, importCsv, importCsvOptions, MAX_CSV_BYTES } from "./import-csv.ts";

/**
 * `POST /api/bars/import?symbol&timeframe&name&sector&source` with CSV text as its body: stores all of its bars or none.
 * Answers JSON `{ symbol, timeframe, bars, hash }`, or `{ code, message, details }` with the broken row in `details.site`.
 */
export async function importRoute(
  request: Request,
  database: () => Database = appDatabase,
): Promise<Response> {
  try {
    guardRequest(request);
    await authorizeRoute(database(), request, "bars.import");
    const options = importCsvOptions.parse(Object.fromEntries(new URL(request.url).searchParams));
    const text = await readBody(request, MAX_CSV_BYTES, csvTooLarge);
    return Response.json(await importCsv(database(), text, options));
  } catch (error) {
    return errorResponse(error);
  }
}
