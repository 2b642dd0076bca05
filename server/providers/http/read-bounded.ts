import { ServerError } from "#server/errors.ts";

/** The largest answer that is read, in bytes. */
export const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/**
 * Reads an answer's text, giving up as soon as it grows past {@link MAX_ANSWER_BYTES}.
 *
 * @throws ServerError "provider-answer" past the bound.
 */
export async function readBounded(
  answer: Response,
  provider: string,
  maxBytes = MAX_ANSWER_BYTES,
): Promise<string> {
  if (!answer.body) return "";
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) {
      const message = `${provider} sent more than ${maxBytes / 1024 / 1024} MB in one answer; ask for less at a time`;
      throw new ServerError("provider-answer", message);
    }
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
