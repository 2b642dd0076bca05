const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
const POINT = 46;
const ZERO = 48;
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

function unusual(text: string, start: number, end: number): number {
  const trimmed = text.slice(start, end).trim();
  return NUMBER.test(trimmed) ? Number(trimmed) : NaN;
}
