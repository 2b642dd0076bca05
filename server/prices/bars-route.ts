import { z } from "zod";
import type { Database } from "#server/db.ts";
import { appDatabase } from "#server/db.ts";
import { errorResponse } from "#server/error-codes.ts";
import { guardRequest } from "#server/guard-request.ts";
import { watchCall } from "#server/operations/watch-call.ts";
import { readSeriesIpc } from "./read-bars.ts";
import { seriesRequest } from "./series-request.ts";

/** The request as an address says it: numbers come as text, lists with commas, and daily bars are what is meant by default. */
const addressed = z
  .object({
    symbol: z.string().optional(),
    symbols: z.string().optional(),
    columns: z.string().optional(),
    timeframe: z.string().default("1d"),
    from: z.coerce.number().optional(),
    to: z.coerce.number().optional(),
  })
  .loose()
  .transform(({ symbol, symbols = symbol, columns, ...rest }) => ({
    ...rest,
    symbols: [...new Set(symbols === undefined || symbols === "" ? [] : symbols.split(","))],
    ...(columns === undefined ? {} : { columns: columns.split(",") }),
  }));

/**
 * `GET /api/bars?symbols&timeframe&from&to&columns&adjust&hash`: Arrow IPC streams, one per symbol, one after the other, or 304 when the
 * client has them. `symbol` stands for `symbols` of one. Trouble is JSON `{ code, message, details }` with a matching status.
 */
export async function barsRoute(request: Request, database: () => Database = appDatabase): Promise<Response> {
  try {
    guardRequest(request);
    return await watchCall(request, "bars", database, () => answerBars(request, database));
  } catch (error) {
    return errorResponse(error);
  }
}

async function answerBars(request: Request, database: () => Database): Promise<Response> {
  try {
    const query = seriesRequest.parse(addressed.parse(Object.fromEntries(new URL(request.url).searchParams)));
    const known = request.headers.get("if-none-match") ?? "";
    const isKnown = (etag: string) => known.includes(`"${etag}"`);
    const { parts, etag } = await readSeriesIpc(database(), query, isKnown);
    const headers = { etag: `"${etag}"`, "cache-control": "private, no-cache" };
    if (isKnown(etag)) return new Response(null, { status: 304, headers });
    const type = { "content-type": "application/vnd.apache.arrow.stream" };
    return new Response(bodyOf(parts), { headers: { ...headers, ...type } });
  } catch (error) {
    return errorResponse(error);
  }
}

function bodyOf(parts: readonly Uint8Array[]): BodyInit {
  const [first, ...more] = parts as readonly Uint8Array<ArrayBuffer>[];
  return first && more.length === 0 ? first : new Blob([...(parts as readonly Uint8Array<ArrayBuffer>[])]);
}
