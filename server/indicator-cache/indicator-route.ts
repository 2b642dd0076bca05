import { z } from "zod";
import { authorizeRoute } from "#server/access/authorize-route.ts";
import type { Database } from "#server/db.ts";
import { appDatabase } from "#server/db.ts";
import { errorResponse } from "#server/error-response.ts";
import { ServerError } from "#server/errors.ts";
import { guardRequest } from "#server/guard-request.ts";
import { watchCall } from "#server/operations/watch-call.ts";
import { columnsToIpc } from "#server/prices/bars-ipc.ts";
import { indicatorRequest, readIndicator } from "./read-indicator.ts";

/** The request as an address says it: numbers come as text, parameters as JSON. */
const addressed = z
  .object({
    timeframe: z.string().default("1d"),
    from: z.coerce.number().optional(),
    to: z.coerce.number().optional(),
    params: z.string().max(10_000).default("{}"),
  })
  .loose();

/**
 * `GET /api/indicators?symbol&timeframe&indicator&params&source&of&from&to&adjust`: open times and every output of one indicator as an Arrow IPC stream.
 * `x-cache` says whether it was computed now; who sends its `etag` back and has it already is answered with 304. Trouble is JSON `{ code, message, details }` with a matching status.
 */
export async function indicatorRoute(
  request: Request,
  database: () => Database = appDatabase,
): Promise<Response> {
  try {
    guardRequest(request);
    await authorizeRoute(database(), request, "indicators");
    return await watchCall(request, "indicators", database, () => answer(request, database));
  } catch (error) {
    return errorResponse(error);
  }
}

async function answer(request: Request, database: () => Database): Promise<Response> {
  try {
    const { params, ...query } = addressed.parse(Object.fromEntries(new URL(request.url).searchParams));
    const input = indicatorRequest.parse({ ...query, params: parseParams(params) });
    const known = request.headers.get("if-none-match") ?? "";
    const hasTag = (etag: string) => known.includes(`"${etag}"`);
    const { columns, openTime, cached, etag } = await readIndicator(database(), input, { hasTag });
    const kept = { etag: `"${etag}"`, "cache-control": "private, no-cache" };
    if (hasTag(etag)) return new Response(null, { status: 304, headers: kept });
    const metadata = { symbol: input.symbol, timeframe: input.timeframe, indicator: input.indicator };
    const ipc = columnsToIpc([["open_time", openTime], ...Object.entries(columns)], metadata);
    const type = "application/vnd.apache.arrow.stream";
    const headers = { ...kept, "content-type": type, "x-cache": cached ? "hit" : "miss" };
    return new Response(ipc as Uint8Array<ArrayBuffer>, { headers });
  } catch (error) {
    return errorResponse(error);
  }
}

function parseParams(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new ServerError(
      "bad-request",
      `invalid params: ${text.slice(0, 60)}; use JSON like {"lengthBars":14}`,
      {},
      cause,
    );
  }
}
