import { EngineError } from "../errors.ts";

/** One record of a CSV text with the line (1-based) that it starts on. */
export interface CsvRecord {
  readonly line: number;
  readonly fields: readonly string[];
}

/** Most characters of a CSV text. */
export const MAX_CSV_CHARS = 500_000_000;

/**
 * Reads CSV records one at a time: RFC 4180 quotes, CRLF or LF, an optional byte-order mark; blank lines are passed over.
 * Fields are parted by commas, or by semicolons or tabs where the first line has those and no comma.
 *
 * @throws EngineError "bad-csv" on an open quote or text after a closing one, "over-limit" past {@link MAX_CSV_CHARS}.
 */
export function* readCsv(text: string): Generator<CsvRecord> {
  if (text.length > MAX_CSV_CHARS) {
    throw new EngineError(
      "over-limit",
      `csv too long: ${text.length} characters; use ${MAX_CSV_CHARS} or fewer`,
    );
  }
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const separator = separatorOf(text);
  let line = 1;
  while (at < text.length) {
    let end = text.indexOf("\n", at);
    if (end < 0) end = text.length;
    const stop = end > at && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
    const plain = text.slice(at, stop);
    if (!plain.includes('"')) {
      if (plain.trim() !== "") yield { line, fields: plain.split(separator) };
      at = end + 1;
      line += 1;
      continue;
    }
    const record = readQuoted(text, at, line, separator);
    yield { line, fields: record.fields };
    at = record.next;
    line = record.line;
  }
}

/** What spreadsheets of many countries write instead of commas, which are their decimal points. */
const OTHER_SEPARATORS = [";", "\t"] as const;

function separatorOf(text: string): string {
  const end = text.indexOf("\n");
  const first = text.slice(0, end < 0 ? text.length : end);
  if (first.includes(",")) return ",";
  return OTHER_SEPARATORS.find((separator) => first.includes(separator)) ?? ",";
}

function readQuoted(
  text: string,
  from: number,
  line: number,
  separator: string,
): { fields: string[]; next: number; line: number } {
  const fields: string[] = [];
  let at = from;
  let lines = line;
  for (;;) {
    const field = text[at] === '"' ? readField(text, at, lines) : readBare(text, at, separator);
    fields.push(field.value);
    lines += field.breaks;
    at = field.next;
    if (text[at] === separator) {
      at += 1;
      continue;
    }
    if (text[at] === "\r" && text[at + 1] === "\n") at += 1;
    if (at >= text.length || text[at] === "\n") return { fields, next: at + 1, line: lines + 1 };
    throw new EngineError(
      "bad-csv",
      `text after a closing quote on line ${lines}; put the whole field in quotes`,
      { row: lines },
    );
  }
}

interface Field {
  readonly value: string;
  readonly next: number;
  readonly breaks: number;
}

function readBare(text: string, from: number, separator: string): Field {
  let at = from;
  while (at < text.length && text[at] !== separator && text[at] !== "\n") at += 1;
  const stop = text[at] !== separator && text[at - 1] === "\r" && at > from ? at - 1 : at;
  return { value: text.slice(from, stop), next: at, breaks: 0 };
}

function readField(text: string, from: number, line: number): Field {
  let at = from + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0)
      throw new EngineError("bad-csv", `quote never closed, opened on line ${line}; close it`, { row: line });
    if (text[quote + 1] !== '"') {
      const value = text.slice(from + 1, quote).replaceAll('""', '"');
      return { value, next: quote + 1, breaks: value.split("\n").length - 1 };
    }
    at = quote + 2;
  }
}
