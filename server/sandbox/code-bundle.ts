import { createHash } from "node:crypto";

/** Code under the hash of its text. */
export interface Bundle {
  /** SHA-256 of the text, lower-case hex. */
  readonly hash: string;
  readonly code: string;
}

/** Puts code under its hash. */
export function bundleOf(code: string): Bundle {
  return { hash: createHash("sha256").update(code).digest("hex"), code };
}
