import { fromBase64, toBase64 } from "#engine/notebook/base64.ts";
import { printPlain, readPlain } from "#engine/notebook/plain-json.ts";
import { type BacktestResult, backtestResult } from "#engine/result.ts";

/** The server refuses more. */
const MAX_BYTES = 4_000_000;
/** More text than this is not read, however small it was compressed. */
const MAX_CHARS = 120_000_000;

/**
 * A result as it is kept with a saved run: all but its prices, which the server has, gzipped.
 * Undefined when it is too large even without its indicators.
 */
export async function packReport(result: BacktestResult, maxBytes = MAX_BYTES): Promise<string | undefined> {
  const whole = { ...result, bars: [] };
  const { indicators, ...bare } = whole;
  for (const kept of indicators ? [whole, bare] : [bare]) {
    const zipped = await through(new Blob([printPlain(kept)]), new CompressionStream("gzip"));
    if (zipped.length <= maxBytes) return toBase64(zipped);
  }
  return undefined;
}

/**
 * Reads what {@link packReport} wrote. Nothing of it is believed unchecked.
 *
 * @throws Error for anything but a result.
 */
export async function unpackReport(body: string): Promise<BacktestResult> {
  const zipped = new Blob([fromBase64(body) as Uint8Array<ArrayBuffer>]);
  const bytes = await through(zipped, new DecompressionStream("gzip"));
  const parsed = backtestResult.safeParse(readPlain(new TextDecoder().decode(bytes)), { jitless: true });
  if (!parsed.success) throw new Error("the kept report cannot be read; run the notebook to have it again");
  return parsed.data;
}

async function through(blob: Blob, stream: CompressionStream | DecompressionStream): Promise<Uint8Array> {
  const reader = blob.stream().pipeThrough(stream).getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    parts.push(next.value);
    size += next.value.length;
    if (size > MAX_CHARS)
      throw new Error(`kept report is larger than ${MAX_CHARS} bytes; run the notebook instead`);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
