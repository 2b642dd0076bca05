import { z } from "zod";
import { barsRequest } from "#engine/data/bars-request.ts";
import type { Database } from "#server/db.ts";
import { appDatabase } from "#server/db.ts";
import { errorResponse } from "#server/error-codes.ts";
import { guardRequest } from "#server/guard-request.ts";
import { readBarsIpc } from "./read-bars.ts";

/** The request as an address says it: numbers come as text, and daily bars are what is meant by default. */
const addressed = z
  .object({
    timeframe: z.string().default("1d"),
    from: z.coerce.number().optional(),
    to: z.coerce.number().optional(),
  })
  .loose()
  .pipe(barsRequest);

/**
 * `GET /api/bars?symbol&timeframe&from&to`: one symbol's bars as an Arrow IPC stream, or 304 when the client has them.
 * Trouble is JSON `{ code, message, details }` with a matching status.
 */
export async function barsRoute(request: Request, database: () => Database = appDatabase): Promise<Response> {
  try {
    guardRequest(request);
    const query = addressed.parse(Object.fromEntries(new URL(request.url).searchParams));
    const { ipc, etag } = await readBarsIpc(database(), query);
    const headers = { etag: `"${etag}"`, "cache-control": "private, no-cache" };
    if (request.headers.get("if-none-match")?.includes(`"${etag}"`))
      return new Response(null, { status: 304, headers });
    const type = { "content-type": "application/vnd.apache.arrow.stream" };
    return new Response(ipc as Uint8Array<ArrayBuffer>, { headers: { ...headers, ...type } });
  } catch (error) {
    return errorResponse(error);
  }
}
