const DASH = 45;
const COLON = 58;
const LETTER_T = 84;
const LETTER_Z = 90;
const SPACE = 32;
const DAY_CHARS = 10;

/** Longer texts are no plain times. */
const MAX_PLAIN = 32;

/** Two digits as a number, NaN where they are none. */
function pair(codes: Uint8Array, at: number): number {
  const tens = (codes[at] ?? 0) - 48;
  const ones = (codes[at + 1] ?? 0) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}

/** The time of day of "T09:30" or " 09:30:15", "Z" behind it or not, in ms; NaN where it is written otherwise. */
function clockAt(codes: Uint8Array, at: number, end: number): number {
  const first = codes[at];
  if ((first !== LETTER_T && first !== SPACE) || codes[at + 3] !== COLON) return NaN;
  const hour = pair(codes, at + 1);
  const minute = pair(codes, at + 4);
  const stop = codes[end - 1] === LETTER_Z ? end - 1 : end;
  const hasSeconds = stop === at + 9 && codes[at + 6] === COLON;
  const second = hasSeconds ? pair(codes, at + 7) : stop === at + 6 ? 0 : NaN;
  return hour < 24 && minute < 60 && second < 60 ? ((hour * 60 + minute) * 60 + second) * 1000 : NaN;
}

/** The digits of "2020-01-31" as one number, NaN where it is written otherwise. */
function dayKeyAt(codes: Uint8Array, start: number): number {
  if (codes[start + 4] !== DASH || codes[start + 7] !== DASH) return NaN;
  const year = pair(codes, start) * 100 + pair(codes, start + 2);
  return (year * 100 + pair(codes, start + 5)) * 100 + pair(codes, start + 8);
}

/** Reads what stands between two places of a file's bytes. */
export type ByteReader = (bytes: Uint8Array, start: number, end: number) => number;

/**
 * Makes a reader of times between two places of a file's bytes, which knows the day that it read last: rows of a file are seldom of another.
 *
 * @param read Reads a time as UTC ms, NaN for none; a date without a time is its midnight, and a clock without a zone is UTC. It is asked
 * once for each new day, and for everything that is not plain.
 * @returns What `read` says of what stands between two places.
 */
export function isoByteReader(read: ByteReader): ByteReader {
  let lastKey = NaN;
  let midnight = NaN;
  return (bytes, start, end) => {
    const day = start + DAY_CHARS;
    const key = day <= end ? dayKeyAt(bytes, start) : NaN;
    const clock = day === end ? 0 : clockAt(bytes, day, end);
    if (Number.isNaN(key + clock)) return read(bytes, start, end);
    if (key !== lastKey) midnight = read(bytes, start, day);
    lastKey = key;
    return midnight + clock;
  };
}

/**
 * The same for a text.
 *
 * @param read As of {@link isoByteReader}, of a whole text without spaces around it.
 */
export function isoReader(
  read: (text: string) => number,
): (text: string, start: number, end: number) => number {
  const codes = new Uint8Array(MAX_PLAIN);
  const readCodes = isoByteReader((_, start, end) =>
    read(String.fromCharCode(...codes.subarray(start, end)).trim()),
  );
  return (text, start, end) => {
    const length = end - start;
    let all = length > MAX_PLAIN ? 128 : 0;
    for (let at = 0; at < length && all < 128; at++) {
      const code = text.charCodeAt(start + at);
      all |= code;
      codes[at] = code;
    }
    return all < 128 ? readCodes(codes, 0, length) : read(text.slice(start, end).trim());
  };
}
