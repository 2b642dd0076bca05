/** What kind of mistake an {@link EngineError} reports; stable, so that callers may branch on it. */
export type ErrorCode =
  | "bad-param"
  | "bad-bars"
  | "bad-csv"
  | "bad-spec"
  | "bad-notebook"
  | "bad-signal"
  | "bad-order"
  | "unknown-block"
  | "unknown-symbol"
  | "over-limit"
  | "cancelled";

/** Where a mistake stands: any of the places a user can point at. Rows and lines count from 1, bars from 0. */
export interface ErrorSite {
  readonly stage?: string;
  readonly kind?: string;
  readonly symbol?: string;
  readonly bar?: number;
  /** UTC ms of that bar's close. */
  readonly time?: number;
  readonly row?: number;
  readonly field?: string;
  readonly cell?: string;
  readonly line?: number;
}

/**
 * A user's mistake, said so that the user can mend it: noun, value, remedy, in lower case
 * ("invalid lengthBars: 0; use 1 or more"). A programmer's mistake is an assertion instead.
 */
export class EngineError extends Error {
  readonly code: ErrorCode;
  readonly site: ErrorSite;

  constructor(code: ErrorCode, message: string, site: ErrorSite = {}) {
    super(message);
    this.name = "EngineError";
    this.code = code;
    this.site = site;
  }
}

/** An {@link EngineError} as plain data, for threads, files and the wire. */
export interface PlainError {
  readonly code: string;
  readonly message: string;
  readonly site: ErrorSite;
}

/**
 * Turns anything thrown into plain data; the one place where errors lose their class.
 *
 * @example try { sma({ lengthBars: 0 }); } catch (error) { display(toPlainError(error)); }
 */
export function toPlainError(error: unknown): PlainError {
  if (error instanceof EngineError) return { code: error.code, message: error.message, site: error.site };
  if (error instanceof Error)
    return { code: "unexpected", message: `${error.name}: ${error.message}`, site: {} };
  return { code: "unexpected", message: String(error), site: {} };
}
