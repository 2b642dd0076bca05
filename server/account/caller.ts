/** Behind a proxy of ours the caller that it names; anybody could write the header otherwise. */
export function callerOf(request: Request): string {
  if (!process.env["LOOKBACK_HOSTS"]) return "local";
  return request.headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "local";
}
