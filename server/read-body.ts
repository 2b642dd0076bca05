import { ServerError } from "./errors.ts";

/**
 * Reads a request's body, giving up as soon as it grows past a bound.
 *
 * @throws The given error above `maxBytes`.
 */
export async function readBytes(request: Request, maxBytes: number, tooLarge: () => Error): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunksOf(request, maxBytes, tooLarge)) parts.push(chunk);
  return Buffer.concat(parts);
}

/** The pieces of a body, until they are more than `maxBytes` together. */
async function* chunksOf(
  request: Request,
  maxBytes: number,
  tooLarge: () => Error,
): AsyncGenerator<Uint8Array> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge();
  if (!request.body) return;
  let bytes = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw tooLarge();
    yield chunk;
  }
}

/**
 * Reads a request's body as UTF-8 text, giving up as soon as it grows past a bound.
 *
 * @throws The given error above `maxBytes`; ServerError "bad-request" when the bytes are not UTF-8.
 */
export async function readBody(request: Request, maxBytes: number, tooLarge: () => Error): Promise<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  for await (const chunk of chunksOf(request, maxBytes, tooLarge))
    text += decode(() => decoder.decode(chunk, { stream: true }));
  return text + decode(() => decoder.decode());
}

function decode(step: () => string): string {
  try {
    return step();
  } catch (cause) {
    throw new ServerError("bad-request", "text is not UTF-8; save the file as UTF-8", {}, cause);
  }
}
