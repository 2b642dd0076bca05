const DASH = 45;
const COLON = 58;
const LETTER_T = 84;
const LETTER_Z = 90;
const SPACE = 32;
const DAY_CHARS = 10;

/** Two digits as a number, NaN where they are none. */
function pair(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}

/** The time of day of "T09:30" or " 09:30:15", "Z" behind it or not, in ms; NaN where it is written otherwise. */
function clockAt(text: string, at: number, end: number): number {
  const first = text.charCodeAt(at);
  if ((first !== LETTER_T && first !== SPACE) || text.charCodeAt(at + 3) !== COLON) return NaN;
  const hour = pair(text, at + 1);
  const minute = pair(text, at + 4);
  const stop = text.charCodeAt(end - 1) === LETTER_Z ? end - 1 : end;
  const hasSeconds = stop === at + 9 && text.charCodeAt(at + 6) === COLON;
  const second = hasSeconds ? pair(text, at + 7) : stop === at + 6 ? 0 : NaN;
  return hour < 24 && minute < 60 && second < 60 ? ((hour * 60 + minute) * 60 + second) * 1000 : NaN;
}

/** The digits of "2020-01-31" as one number, NaN where it is written otherwise. */
function dayKeyAt(text: string, start: number): number {
  if (text.charCodeAt(start + 4) !== DASH || text.charCodeAt(start + 7) !== DASH) return NaN;
  const year = pair(text, start) * 100 + pair(text, start + 2);
  return (year * 100 + pair(text, start + 5)) * 100 + pair(text, start + 8);
}

/**
 * Makes a reader of times between two places of a text, which knows the day that it read last: rows of a file are seldom of another.
 *
 * @param read Reads a whole text, without spaces around it, as UTC ms, NaN for none; a date without a time is its midnight, and a clock
 * without a zone is UTC. It is asked once for each new day, and for every text that is not plain.
 * @returns What `read` says of the text between two places.
 */
export function isoReader(
  read: (text: string) => number,
): (text: string, start: number, end: number) => number {
  let lastKey = NaN;
  let midnight = NaN;
  return (text, start, end) => {
    const day = start + DAY_CHARS;
    const key = day <= end ? dayKeyAt(text, start) : NaN;
    const clock = day === end ? 0 : clockAt(text, day, end);
    if (Number.isNaN(key + clock)) return read(text.slice(start, end).trim());
    if (key !== lastKey) midnight = read(text.slice(start, day));
    lastKey = key;
    return midnight + clock;
  };
}
