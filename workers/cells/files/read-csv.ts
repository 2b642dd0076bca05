import { readCsv } from "#engine/data/csv.ts";
import { EngineError } from "#engine/errors.ts";
import type { FileColumn } from "./columns-table.ts";

const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
const DATE = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
const NOTHING = new Set(["", "NA", "N/A", "NaN", "nan", "null", "NULL"]);

/** Times without a zone are UTC: a file must not mean something else in another country. */
function dateOf(text: string): Date {
  const iso = text.replace(" ", "T");
  return new Date(/T.*(Z|[+-]\d{2}:?\d{2})$/.test(iso) || !iso.includes("T") ? iso : `${iso}Z`);
}

function typed(texts: readonly string[]): FileColumn {
  const present = texts.filter((text) => !NOTHING.has(text));
  const all = (pattern: RegExp): boolean => present.length > 0 && present.every((text) => pattern.test(text));
  const each = (read: (text: string) => unknown): unknown[] =>
    texts.map((text) => (NOTHING.has(text) ? null : read(text)));
  if (all(NUMBER)) return each(Number);
  if (all(DATE)) return each(dateOf);
  if (all(/^(true|false)$/i)) return each((text) => text.toLowerCase() === "true");
  return texts.map((text) => (text === "" ? null : text));
}

function requireHeader(fields: readonly string[]): string[] {
  const names = fields.map((field) => field.trim());
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (names.includes(""))
    throw new EngineError("bad-csv", "column without a name in row 1; name it", { row: 1 });
  if (twice !== undefined)
    throw new EngineError("bad-csv", `two columns named ${twice} in row 1; rename one`, { row: 1 });
  return names;
}

/**
 * Reads a CSV text whose first row names the columns; numbers, UTC dates and booleans get their type, all else is text.
 *
 * @throws EngineError "bad-csv" with the row, 1-based, that has too few or too many fields.
 */
export function readCsvColumns(text: string): Map<string, FileColumn> {
  let names: string[] | null = null;
  const texts: string[][] = [];
  for (const { line, fields } of readCsv(text)) {
    if (names === null) {
      names = requireHeader(fields);
      texts.push(...names.map((): string[] => []));
    } else if (fields.length !== names.length) {
      throw new EngineError(
        "bad-csv",
        `row ${line} has ${fields.length} fields; the header has ${names.length}: mend the row`,
        { row: line },
      );
    } else fields.forEach((field, at) => texts[at]?.push(field.trim()));
  }
  if (names === null)
    throw new EngineError("bad-csv", "empty file; its first row must name the columns", { row: 1 });
  return new Map(names.map((name, at) => [name, typed(texts[at] ?? [])]));
}
