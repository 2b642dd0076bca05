/** What kind of trouble a {@link ServerError} reports; stable, so that callers may branch on it. */
export type ServerErrorCode =
  | "bad-request"
  | "not-found"
  | "conflict"
  | "over-limit"
  | "forbidden"
  | "signed-out"
  | "database-down"
  | "setup"
  | "too-many-calls"
  | "provider-refused"
  | "provider-quota"
  | "provider-down"
  | "provider-answer";

/**
 * Trouble that a person can mend, said in one sentence: noun, value, remedy, in lower case.
 * Everything else is a bug and reaches clients as "unexpected", without its text.
 */
export class ServerError extends Error {
  readonly code: ServerErrorCode;
  readonly details: Readonly<Record<string, string>>;

  constructor(code: ServerErrorCode, message: string, details: Record<string, string> = {}, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause });
    this.name = "ServerError";
    this.code = code;
    this.details = details;
  }
}
