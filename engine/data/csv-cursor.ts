import { EngineError } from "../errors.ts";
import { readQuoted } from "./csv-quotes.ts";

/** Most characters of a CSV text. */
const MAX_CSV_CHARS = 500_000_000;

const LINE_FEED = 10;
const RETURN = 13;
const SPACE = 32;
const QUOTE = 34;
const BYTE_ORDER_MARK = 0xfeff;
/** What spreadsheets of many countries write instead of commas, which are their decimal points. */
const OTHER_SEPARATORS = [";", "\t"] as const;

/**
 * Walks over the records of a CSV text without making strings of their fields: a million rows are millions of those. RFC 4180 quotes,
 * CRLF or LF, an optional byte-order mark; blank lines are passed over. Fields are parted by commas, or by semicolons or tabs where the
 * first line has those and no comma.
 */
export class CsvCursor {
  readonly #text: string;
  readonly #separator: string;
  #at: number;
  #line = 0;
  #nextLine = 1;
  #count = 0;
  /** Start and end of each field in turn, where the record has no quotes. */
  #bounds = new Uint32Array(64);
  #quoted: readonly string[] | null = null;

  /** @throws EngineError "over-limit" past 500 million characters. */
  constructor(text: string) {
    if (text.length > MAX_CSV_CHARS)
      throw new EngineError(
        "over-limit",
        `csv too long: ${text.length} characters; use ${MAX_CSV_CHARS} or fewer`,
      );
    this.#text = text;
    this.#separator = separatorOf(text);
    this.#at = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
  }

  /** The line, 1-based, that the record starts on. */
  get line(): number {
    return this.#line;
  }

  /** How many fields the record has. */
  get count(): number {
    return this.#count;
  }

  /**
   * Goes to the next record; false behind the last.
   *
   * @throws EngineError "bad-csv" on an open quote or text after a closing one.
   */
  next(): boolean {
    while (this.#at < this.#text.length) if (this.#scan()) return true;
    return false;
  }

  /** A field of the record as text, spaces and all. */
  field(index: number): string {
    return this.read(index, textAt);
  }

  /** All fields of the record as text. */
  fields(): string[] {
    const fields: string[] = [];
    for (let index = 0; index < this.#count; index++) fields.push(this.field(index));
    return fields;
  }

  /** A field of the record by a reader that is told where in a text it stands. */
  read<T>(index: number, reader: (text: string, start: number, end: number) => T): T {
    if (this.#quoted === null)
      return reader(this.#text, this.#bounds[index * 2] ?? 0, this.#bounds[index * 2 + 1] ?? 0);
    const field = this.#quoted[index] ?? "";
    return reader(field, 0, field.length);
  }

  /** Finds the fields of the line that begins here; false when it is blank. */
  #scan(): boolean {
    const text = this.#text;
    const separator = this.#separator.charCodeAt(0);
    const from = this.#at;
    let start = from;
    let at = from;
    this.#count = 0;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) return this.#scanQuoted();
      if (code === LINE_FEED) break;
      if (code !== separator) continue;
      this.#close(start, at);
      start = at + 1;
    }
    const stop = at > from && text.charCodeAt(at - 1) === RETURN ? at - 1 : at;
    this.#close(start, stop);
    this.#quoted = null;
    this.#at = at + 1;
    this.#line = this.#nextLine++;
    return !isBlank(text, from, stop);
  }

  #close(start: number, end: number): void {
    const at = this.#count++ * 2;
    if (at >= this.#bounds.length) {
      const longer = new Uint32Array(at * 2);
      longer.set(this.#bounds);
      this.#bounds = longer;
    }
    this.#bounds[at] = start;
    this.#bounds[at + 1] = end;
  }

  #scanQuoted(): boolean {
    const record = readQuoted(this.#text, this.#at, this.#nextLine, this.#separator);
    this.#quoted = record.fields;
    this.#count = record.fields.length;
    this.#line = this.#nextLine;
    this.#nextLine = record.line;
    this.#at = record.next;
    return true;
  }
}

const textAt = (text: string, start: number, end: number): string => text.slice(start, end);

/** Only a line that begins like a space, or with a sign that may be one, needs to be looked at. */
function isBlank(text: string, from: number, stop: number): boolean {
  const code = text.charCodeAt(from);
  if (from < stop && code > SPACE && code < 128) return false;
  return text.slice(from, stop).trim() === "";
}

/** What parts the fields of a CSV text, by its first line. */
export function separatorOf(text: string): string {
  const end = text.indexOf("\n");
  const first = text.slice(0, end < 0 ? text.length : end);
  if (first.includes(",")) return ",";
  return OTHER_SEPARATORS.find((separator) => first.includes(separator)) ?? ",";
}
