import { ServerError } from "./errors.ts";

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/**
 * Refuses a request that another site made in the user's browser: the app's own pages and tools without a browser
 * may call, a foreign page, a sandboxed frame or a rebound host name may not.
 *
 * `LOOKBACK_HOSTS` (comma-separated) adds the host names under which a proxy serves the app.
 *
 * @throws ServerError "forbidden".
 */
export function guardRequest(request: Request, hosts = process.env["LOOKBACK_HOSTS"] ?? ""): void {
  const host = request.headers.get("host") ?? new URL(request.url).host;
  if (!LOOPBACK.test(host) && !hosts.split(",").includes(host)) {
    throw new ServerError(
      "forbidden",
      `unknown host: ${host.slice(0, 100)}; open localhost, or add it to LOOKBACK_HOSTS`,
    );
  }
  const site = request.headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin" && site !== "none") throw foreign();
  const origin = request.headers.get("origin");
  if (origin !== null && (!URL.canParse(origin) || new URL(origin).host !== host)) throw foreign();
}

function foreign(): ServerError {
  return new ServerError("forbidden", "request from another site; use the app's own pages");
}
