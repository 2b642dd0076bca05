const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const CODES = Uint8Array.from(SIGNS, (sign) => sign.charCodeAt(0));
const VALUES = new Uint8Array(128);
CODES.forEach((code, value) => (VALUES[code] = value));

/** Characters that `String.fromCharCode` takes at once without running out of stack. */
const CHUNK = 8192;
const PAD = 61;

/** Bytes as base64 with padding (RFC 4648); the engine is compiled without the platform's own. O(bytes). */
export function toBase64(bytes: Uint8Array): string {
  const codes = new Uint8Array(Math.ceil(bytes.length / 3) * 4);
  let at = 0;
  for (let i = 0; i < bytes.length; i += 3) {
    const [a, b, c] = [bytes[i] ?? 0, bytes[i + 1] ?? 0, bytes[i + 2] ?? 0];
    codes[at++] = CODES[a >> 2] ?? 0;
    codes[at++] = CODES[((a & 3) << 4) | (b >> 4)] ?? 0;
    codes[at++] = i + 1 < bytes.length ? (CODES[((b & 15) << 2) | (c >> 6)] ?? 0) : PAD;
    codes[at++] = i + 2 < bytes.length ? (CODES[c & 63] ?? 0) : PAD;
  }
  const parts: string[] = [];
  for (let from = 0; from < codes.length; from += CHUNK)
    parts.push(String.fromCharCode(...codes.subarray(from, from + CHUNK)));
  return parts.join("");
}

/** Undoes {@link toBase64}; signs that are none of the alphabet count as A. O(length). */
export function fromBase64(text: string): Uint8Array {
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const bytes = new Uint8Array(Math.max(0, Math.floor(text.length / 4) * 3 - padding));
  const value = (index: number) => VALUES[text.charCodeAt(index) & 127] ?? 0;
  for (let i = 0, at = 0; at < bytes.length; i += 4) {
    const bits = (value(i) << 18) | (value(i + 1) << 12) | (value(i + 2) << 6) | value(i + 3);
    bytes[at++] = bits >> 16;
    bytes[at++] = (bits >> 8) & 255;
    bytes[at++] = bits & 255;
  }
  return bytes;
}
