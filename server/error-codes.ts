import { toPlainError } from "#engine/errors.ts";
import type { ErrorCode } from "#engine/errors.ts";
import { z } from "zod";
import { ServerError } from "./errors.ts";
import type { ServerErrorCode } from "./errors.ts";

/** The few answers that tRPC and HTTP share. */
type Answer =
  | "BAD_REQUEST"
  | "NOT_FOUND"
  | "CONFLICT"
  | "PAYLOAD_TOO_LARGE"
  | "FORBIDDEN"
  | "UNAUTHORIZED"
  | "TOO_MANY_REQUESTS"
  | "BAD_GATEWAY"
  | "SERVICE_UNAVAILABLE";

/** The one table from our error codes to tRPC's; what is not in it is a bug of ours. */
const ANSWERS = {
  "bad-request": "BAD_REQUEST",
  "not-found": "NOT_FOUND",
  conflict: "CONFLICT",
  "over-limit": "PAYLOAD_TOO_LARGE",
  forbidden: "FORBIDDEN",
  "signed-out": "UNAUTHORIZED",
  "database-down": "SERVICE_UNAVAILABLE",
  setup: "SERVICE_UNAVAILABLE",
  "too-many-calls": "TOO_MANY_REQUESTS",
  "provider-refused": "BAD_GATEWAY",
  "provider-answer": "BAD_GATEWAY",
  "provider-quota": "TOO_MANY_REQUESTS",
  "provider-down": "SERVICE_UNAVAILABLE",
  "bad-param": "BAD_REQUEST",
  "bad-bars": "BAD_REQUEST",
  "bad-csv": "BAD_REQUEST",
  "bad-spec": "BAD_REQUEST",
  "bad-notebook": "BAD_REQUEST",
  "bad-signal": "BAD_REQUEST",
  "bad-order": "BAD_REQUEST",
  "unknown-block": "NOT_FOUND",
  "unknown-symbol": "NOT_FOUND",
  cancelled: "BAD_REQUEST",
} as const satisfies Record<ServerErrorCode | ErrorCode, Answer>;

const STATUS = {
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  PAYLOAD_TOO_LARGE: 413,
  TOO_MANY_REQUESTS: 429,
  INTERNAL_SERVER_ERROR: 500,
  BAD_GATEWAY: 502,
  SERVICE_UNAVAILABLE: 503,
} as const;

/** Trouble as a client may hear it. */
export interface ToldError {
  readonly code: string;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly answer: keyof typeof STATUS;
  readonly status: number;
}

/** Turns anything thrown into what a client may hear; the words of a bug, SQL among them, stay in the server's log. */
export function tellError(error: unknown): ToldError {
  if (error instanceof ServerError) return told(error.code, error.message, error.details);
  if (error instanceof z.ZodError) return told("bad-request", describeIssues(error), {});
  const plain = toPlainError(error);
  if (plain.code in ANSWERS) return told(plain.code as ErrorCode, plain.message, { site: plain.site });
  const trouble = databaseTrouble(error);
  if (trouble !== undefined) return told("database-down", trouble, {});
  const message = "unexpected error in the server; its log says more";
  return { code: "unexpected", message, details: {}, answer: "INTERNAL_SERVER_ERROR", status: 500 };
}

function told(code: keyof typeof ANSWERS, message: string, details: ToldError["details"]): ToldError {
  const answer = ANSWERS[code];
  return { code, message, details, answer, status: STATUS[answer] };
}

function describeIssues(error: z.ZodError): string {
  const faults = error.issues
    .slice(0, 5)
    .map((issue) => `invalid ${issue.path.join(".") || "input"}: ${wordsOf(issue)}`);
  return faults.join("; ").slice(0, 1000);
}

/** Our own words where the schema gives them; what zod would say is told as its remedy. */
function wordsOf(issue: z.core.$ZodIssue): string {
  if (!/^(Invalid |Too )/.test(issue.message)) return issue.message;
  if (issue.code === "invalid_value") return `use one of ${issue.values.map(String).join(", ")}`;
  if (issue.code === "too_small") return boundWords(issue, issue.minimum, ["more than", "or more"]);
  if (issue.code === "too_big") return boundWords(issue, issue.maximum, ["less than", "or less"]);
  return issue.message;
}

const UNITS: Readonly<Partial<Record<string, string>>> = { string: "characters", array: "entries" };

function boundWords(
  { origin, inclusive = true }: { readonly origin: string; readonly inclusive?: boolean },
  bound: number | bigint,
  [beyond, from]: readonly [string, string],
): string {
  return ["use", inclusive ? "" : beyond, String(bound), UNITS[origin], inclusive ? from : ""]
    .filter(Boolean)
    .join(" ");
}

const DOWN =
  /ECONNREFUSED|ECONNRESET|timeout exceeded when trying to connect|Connection terminated|terminating connection|not queryable|57P0[123]|P1001|P1017/;

const FULL = /53100|No space left on device/;

/** Whether trouble is the database's being away or full, or its having ended our connection: what was done may be done again. */
export function isDatabaseDown(error: unknown): boolean {
  return databaseTrouble(error) !== undefined;
}

function databaseTrouble(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  // Ours name what is away themselves: a provider that refuses connections is not the database.
  if (error instanceof ServerError) return error.code === "database-down" ? error.message : undefined;
  const words = `${"code" in error ? String(error.code) : ""} ${error.message}`;
  if (FULL.test(words)) return "disk of the database is full; make room, then try again";
  if (DOWN.test(words)) return "database does not answer; start it, or restart with npm start";
  return error.cause === undefined ? undefined : databaseTrouble(error.cause);
}
