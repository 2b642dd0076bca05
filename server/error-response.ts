import { tellError } from "./error-codes.ts";
import { logBug } from "./operations/call-notes.ts";

/** Turns anything thrown into an HTTP answer of JSON `{ code, message, details }`. */
export function errorResponse(error: unknown): Response {
  const { code, message, details, status } = tellError(error);
  if (status === 500) logBug(error);
  return Response.json({ code, message, details }, { status, headers: { "cache-control": "no-store" } });
}
