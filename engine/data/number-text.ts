const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
const POINT = 46;
const ZERO = 48;
const LINE_FEED = 10;
const RETURN = 13;
/** So many digits make a whole number that a double holds exactly. */
const EXACT_DIGITS = 15;
/** Powers of ten that doubles hold exactly: a quotient of two exact numbers is rounded once, as `Number` does. */
const POWERS = Float64Array.from({ length: EXACT_DIGITS + 1 }, (_, power) => Number(`1e${power}`));

/** Reads a plain number (a sign, digits, a point, an exponent) between two places of a text, spaces around it aside; NaN for anything else. The same double as `Number`. */
export function numberAt(text: string, start: number, end: number): number {
  const sign = text.charCodeAt(start);
  const isSigned = sign === 45 || sign === 43;
  let whole = 0;
  let digits = 0;
  let point = -1;
  for (let at = isSigned ? start + 1 : start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === POINT && point < 0) point = digits;
    else if (code >= ZERO && code < ZERO + 10) {
      whole = whole * 10 + (code - ZERO);
      digits++;
    } else return unusual(text, start, end);
  }
  if (digits === 0 || digits > EXACT_DIGITS) return unusual(text, start, end);
  const value = point < 0 ? whole : whole / (POWERS[digits - point] ?? NaN);
  return sign === 45 ? -value : value;
}

/**
 * Reads the plain number (a sign, digits, a point) that a field of a file's bytes begins with into `column[row]`, the same double as `Number`.
 *
 * @param separator Code of the sign that ends a field, if a line's end does not.
 * @returns Where that sign or line feed stands, or the file's end; -1 where the field is anything else, too many digits and spaces included.
 */
export function numberInto(
  column: Float64Array,
  row: number,
  bytes: Uint8Array,
  start: number,
  separator: number,
): number {
  const sign = bytes[start];
  let at = sign === 45 || sign === 43 ? start + 1 : start;
  let whole = 0;
  let point = -1;
  const first = at;
  let code = ZERO;
  for (; at < bytes.length; at++) {
    code = bytes[at] as number;
    const digit = code - ZERO;
    if (digit >= 0 && digit < 10) whole = whole * 10 + digit;
    else if (code === POINT && point < 0) point = at;
    else break;
  }
  const digits = at - first - (point < 0 ? 0 : 1);
  if (digits < 1 || digits > EXACT_DIGITS) return -1;
  const end = at < bytes.length && code === RETURN && bytes[at + 1] === LINE_FEED ? at + 1 : at;
  if (end === at && at < bytes.length && code !== separator && code !== LINE_FEED) return -1;
  const value = point < 0 ? whole : whole / (POWERS[at - point - 1] ?? NaN);
  column[row] = sign === 45 ? -value : value;
  return end;
}

function unusual(text: string, start: number, end: number): number {
  const trimmed = text.slice(start, end).trim();
  return NUMBER.test(trimmed) ? Number(trimmed) : NaN;
}
