import { EngineError } from "../errors.ts";

/**
 * Reads the record that begins at `from`, whose fields may stand in quotes.
 *
 * @param line The line (1-based) that it begins on, for messages.
 * @returns The fields, where the next record begins, and its line.
 * @throws EngineError "bad-csv" on an open quote or text after a closing one.
 */
export function readQuoted(
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
