const DATE = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
const DASH = 45;
const COLON = 58;
const LETTER_T = 84;
const LETTER_Z = 90;
const SPACE = 32;
const DAY_CHARS = 10;

/** Whether a text is written as a date, or a date and a time. */
export const isDateText = (text: string): boolean => DATE.test(text);

/** A date's text as a time. Times without a zone are UTC: a file must not mean something else in another country. */
export function dateOf(text: string): Date {
  const iso = text.replace(" ", "T");
  return new Date(/T.*(Z|[+-]\d{2}:?\d{2})$/.test(iso) || !iso.includes("T") ? iso : `${iso}Z`);
}

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

/**
 * Makes a reader of dates between two places of a text, which knows the day that it read last: rows of a file are seldom of another.
 *
 * @returns UTC ms as {@link dateOf} says, NaN for anything that is no date.
 */
export function dateReader(): (text: string, start: number, end: number) => number {
  let lastKey = NaN;
  let midnight = NaN;
  return (text, start, end) => {
    const key =
      ((pair(text, start) * 100 + pair(text, start + 2)) * 100 + pair(text, start + 5)) * 100 +
      pair(text, start + 8);
    const isDay = text.charCodeAt(start + 4) === DASH && text.charCodeAt(start + 7) === DASH;
    const day = start + DAY_CHARS;
    const clock = day === end ? 0 : day < end ? clockAt(text, day, end) : NaN;
    if (!isDay || Number.isNaN(key + clock)) {
      const trimmed = text.slice(start, end).trim();
      return isDateText(trimmed) ? dateOf(trimmed).getTime() : NaN;
    }
    if (key !== lastKey) midnight = dateOf(text.slice(start, day)).getTime();
    lastKey = key;
    return midnight + clock;
  };
}
