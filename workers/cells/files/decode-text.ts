import { EngineError } from "#engine/errors.ts";

/** A file's bytes as text, a byte-order mark left out. @throws EngineError "bad-param" where they are not UTF-8. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new EngineError("bad-param", "text that is not UTF-8; save it as UTF-8");
  }
}
