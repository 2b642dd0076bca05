import { z } from "zod";
import type { Database } from "#server/db.ts";
import { authorizeRoute } from "#server/access/authorize-route.ts";
import { appDatabase } from "#server/db.ts";
import { errorResponse } from "#server/error-response.ts";
import { ServerError } from "#server/errors.ts";
import { guardRequest } from "#server/guard-request.ts";
import { watchCall } from "#server/operations/watch-call.ts";
import { linkSymbols } from "#server/shares/open-link.ts";
import { readSeriesIpc } from "./read-bars.ts";
import { seriesRequest } from "./series-request.ts";

/** Names the link through which a shared notebook asks. */
const LINK_HEADER = "x-lookback-link";

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
 * client has them. `x-lookback-link` names the link of a shared notebook, whose symbols are then all that there is. `symbol` stands for `symbols` of one. Trouble is JSON `{ code, message, details }` with a matching status.
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
    const db = database();
    const query = seriesRequest.parse(addressed.parse(Object.fromEntries(new URL(request.url).searchParams)));
    await allowBars(db, request, query.symbols);
    const known = request.headers.get("if-none-match") ?? "";
    const isKnown = (etag: string) => known.includes(`"${etag}"`);
    const { parts, etag } = await readSeriesIpc(db, query, isKnown);
    const headers = { etag: `"${etag}"`, "cache-control": "private, no-cache" };
    if (isKnown(etag)) return new Response(null, { status: 304, headers });
    const type = { "content-type": "application/vnd.apache.arrow.stream" };
    return new Response(bodyOf(parts), { headers: { ...headers, ...type } });
  } catch (error) {
    return errorResponse(error);
  }
}

/** A reader's run through a link loads what the link names and nothing else, whoever the reader is. */
async function allowBars(db: Database, request: Request, symbols: readonly string[]): Promise<void> {
  const link = request.headers.get(LINK_HEADER);
  if (link === null) return void (await authorizeRoute(db, request, "bars"));
  const shared = await linkSymbols(db, link);
  const missing = symbols.find((symbol) => !shared.has(symbol));
  if (missing !== undefined)
    throw new ServerError("not-found", `not shared with this notebook: ${missing}; ask its author to add it`);
}

function bodyOf(parts: readonly Uint8Array[]): BodyInit {
  const [first, ...more] = parts as readonly Uint8Array<ArrayBuffer>[];
  return first && more.length === 0 ? first : new Blob([...(parts as readonly Uint8Array<ArrayBuffer>[])]);
}
