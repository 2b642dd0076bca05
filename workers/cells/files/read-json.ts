import { EngineError } from "#engine/errors.ts";
import { columnsOfRows, type FileColumn } from "./columns-table.ts";

type JsonRow = Readonly<Record<string, unknown>>;

const isRow = (value: unknown): value is JsonRow =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** One JSON value, or one per line. */
function parseLines(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (whole) {
    const lines = text.split("\n").map((line) => line.trim());
    if (lines.filter((line) => line !== "").length < 2 || !isRow(tryParse(lines[0] ?? ""))) {
      const said = whole instanceof Error ? whole.message : "unreadable";
      throw new EngineError("bad-param", `json: ${said.toLowerCase()}; mend the file`);
    }
    return lines.flatMap((line, at) => (line === "" ? [] : [parseRow(line, at + 1)]));
  }
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function parseRow(line: string, row: number): unknown {
  const value = tryParse(line);
  if (value !== undefined) return value;
  throw new EngineError("bad-param", `row ${row} is no JSON; mend it`, { row });
}

function columnsOf(value: JsonRow): Map<string, FileColumn> {
  const lengths = new Set<number>();
  const columns = new Map<string, FileColumn>();
  for (const [name, column] of Object.entries(value)) {
    if (!Array.isArray(column))
      throw new EngineError("bad-param", `json column ${name} is no list; give rows or lists by column`);
    columns.set(name, column);
    lengths.add(column.length);
  }
  if (lengths.size > 1)
    throw new EngineError(
      "bad-param",
      `json columns of ${[...lengths].join(" and ")} values; make them equally long`,
    );
  return columns;
}

/**
 * Reads a JSON text: a list of row objects, an object of columns, or a row object per line. Dates stay text.
 *
 * @throws EngineError "bad-param" with the row, 1-based, that is no object, or the parser's own words.
 */
export function readJsonColumns(text: string): Map<string, FileColumn> {
  const value = parseLines(text);
  if (isRow(value)) return columnsOf(value);
  if (!Array.isArray(value)) throw new EngineError("bad-param", "json is no table; give a list of objects");
  value.forEach((row: unknown, at) => {
    if (!isRow(row))
      throw new EngineError("bad-param", `row ${at + 1} is no object; mend it`, { row: at + 1 });
  });
  return columnsOfRows(value as JsonRow[]);
}
