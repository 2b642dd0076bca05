import { CsvCursor } from "./csv-cursor.ts";

/** One record of a CSV text with the line (1-based) that it starts on. */
export interface CsvRecord {
  readonly line: number;
  readonly fields: readonly string[];
}

/**
 * Reads CSV records one at a time, as {@link CsvCursor} finds them.
 *
 * @throws EngineError "bad-csv" on an open quote or text after a closing one, "over-limit" on a text that is too long.
 */
export function* readCsv(text: string): Generator<CsvRecord> {
  const cursor = new CsvCursor(text);
  while (cursor.next()) yield { line: cursor.line, fields: cursor.fields() };
}
