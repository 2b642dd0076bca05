import { isIP } from "node:net";
import type { Database } from "#server/db.ts";
import { appDatabase } from "#server/db.ts";
import { errorResponse } from "#server/error-response.ts";
import { ServerError } from "#server/errors.ts";
import { guardRequest } from "#server/guard-request.ts";
import { accountsOn } from "./accounts-on.ts";
import { callerOf } from "./caller.ts";
import { AUTH_PATH, CALLER_HEADER, openAuth } from "./open-auth.ts";

/** All that the app needs of better-auth over HTTP; its other addresses do not exist here. */
const PATHS: readonly string[] = [
  "/sign-in/email",
  "/sign-out",
  "/change-password",
  "/reset-password",
  "/revoke-sessions",
];

/** `POST /api/auth/*`: sign in and out, set a password, sign out everywhere. */
export async function authRoute(request: Request, database: () => Database = appDatabase): Promise<Response> {
  try {
    guardRequest(request);
    const path = new URL(request.url).pathname.slice(AUTH_PATH.length);
    const db = database();
    if (!PATHS.includes(path) || !(await accountsOn(db)))
      throw new ServerError("not-found", "unknown address; use the app's own pages");
    const auth = await openAuth(db, hostOf(request));
    return await auth.handler(withCaller(request));
  } catch (error) {
    return errorResponse(error);
  }
}

/** The host that a request names; {@link guardRequest} has looked at it. */
export function hostOf(request: Request): string {
  return request.headers.get("host") ?? new URL(request.url).host;
}

/** Tells who calls in our own words: what came from outside under that name is overwritten. */
function withCaller(request: Request): Request {
  const headers = new Headers(request.headers);
  const caller = callerOf(request);
  headers.set(CALLER_HEADER, isIP(caller) === 0 ? "127.0.0.1" : caller);
  return new Request(request, { headers });
}
