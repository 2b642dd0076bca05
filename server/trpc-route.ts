import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { openContext } from "./context.ts";
import type { Database } from "./db.ts";
import { appDatabase } from "./db.ts";
import { errorResponse } from "./error-response.ts";
import { ServerError } from "./errors.ts";
import { guardRequest } from "./guard-request.ts";
import { watchCall } from "./operations/watch-call.ts";
import { appRouter } from "./router.ts";

/** The largest body of a call: a notebook of 8 MB, escaped as JSON. */
const MAX_BODY_BYTES = 32 * 1024 * 1024;
const MAX_BATCH = 20;

/** `/api/trpc/*`: every tRPC call over HTTP, bounded, and only from the app's own pages. */
export async function trpcRoute(request: Request, database: () => Database = appDatabase): Promise<Response> {
  try {
    guardRequest(request);
    if (Number(request.headers.get("content-length") ?? 0) > MAX_BODY_BYTES) {
      throw new ServerError(
        "over-limit",
        `request too large: more than ${MAX_BODY_BYTES / 1024 / 1024} MB; send less`,
      );
    }
    const db = database();
    const createContext = () => openContext(db, request);
    const call = { endpoint: "/api/trpc", req: request, router: appRouter, createContext };
    return await watchCall(request, "trpc", database, () =>
      fetchRequestHandler({ ...call, maxBatchSize: MAX_BATCH }),
    );
  } catch (error) {
    return errorResponse(error);
  }
}
