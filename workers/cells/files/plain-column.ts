import { numberAt, numberInto } from "#engine/data/number-text.ts";
import type { FileColumn } from "./columns-table.ts";
import { isNothing } from "./csv-column.ts";
import { dateByteReader } from "./date-text.ts";

const LINE_FEED = 10;
const RETURN = 13;
const QUOTE = 34;

const decoder = new TextDecoder();
const textOf = (bytes: Uint8Array, start: number, end: number): string =>
  decoder.decode(bytes.subarray(start, end));

/** Where a field ends: at a separator, a line feed or the file's end; -1 where there is a quote in it. */
function fieldEnd(bytes: Uint8Array, start: number, separator: number): number {
  let at = start;
  for (; at < bytes.length; at++) {
    const code = bytes[at];
    if (code === separator || code === LINE_FEED) break;
    if (code === QUOTE) return -1;
  }
  return at;
}

/** One column of a CSV file as its bytes are walked: numbers or dates, of the kind that its first value is, until another is neither. */
export class PlainColumn {
  #kind: "open" | "number" | "date" | "other" = "open";
  #values: Float64Array;
  readonly #dateAt = dateByteReader(textOf);

  /** @param rows How many there will be, as far as is known. */
  constructor(rows: number) {
    this.#values = new Float64Array(rows);
  }

  /**
   * Reads the field that begins at `start` as the value of a row.
   *
   * @returns Where the separator or line feed behind it stands, or the file's end; -1 where there is a quote in it.
   */
  read(row: number, bytes: Uint8Array, start: number, separator: number): number {
    if (row === this.#values.length) this.#grow();
    const isNumber = this.#kind === "number" || this.#kind === "open";
    const end = isNumber ? numberInto(this.#values, row, bytes, start, separator) : -1;
    if (end < 0) return this.#readUnusual(row, bytes, start, separator);
    this.#kind = "number";
    return end;
  }

  #readUnusual(row: number, bytes: Uint8Array, start: number, separator: number): number {
    const end = fieldEnd(bytes, start, separator);
    if (end < 0 || this.#kind === "other") return end;
    const endsLine = end === bytes.length || bytes[end] === LINE_FEED;
    const stop = endsLine && end > start && bytes[end - 1] === RETURN ? end - 1 : end;
    this.#values[row] = this.#valueOf(bytes, start, stop);
    return end;
  }

  #valueOf(bytes: Uint8Array, start: number, stop: number): number {
    const time = this.#kind === "number" ? NaN : this.#dateAt(bytes, start, stop);
    const text = Number.isNaN(time) ? textOf(bytes, start, stop) : "";
    const number = this.#kind === "date" ? NaN : numberAt(text, 0, text.length);
    if (!Number.isNaN(time)) this.#kind = "date";
    else if (!Number.isNaN(number)) this.#kind = "number";
    else if (!isNothing(text.trim())) this.#kind = "other";
    return Number.isNaN(time) ? number : time;
  }

  #grow(): void {
    const longer = new Float64Array(Math.ceil(this.#values.length * 1.5) + 16);
    longer.set(this.#values);
    this.#values = longer;
  }

  /** The column, NaN for "no value"; null where it does not hold numbers or dates alone. */
  finish(rows: number): FileColumn | null {
    const values = this.#values.subarray(0, rows);
    if (this.#kind === "number") return values;
    return this.#kind === "date" ? { times: values } : null;
  }
}
