import { parquetWriteBuffer } from "hyparquet-writer";

/** What a row may hold; a number is a double, everything that is not of one kind becomes text. */
export type ParquetValue = number | string | boolean | Date | null | undefined;

/**
 * Rows as a Parquet file under the names of all their columns; what a row has not is null. Columns of numbers are DOUBLE, of booleans BOOLEAN, of
 * dates TIMESTAMP (UTC ms), all others STRING.
 */
export function parquetOfRows(rows: readonly Readonly<Record<string, ParquetValue>>[]): Uint8Array {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const columnData = names.map((name) =>
    columnOf(
      name,
      rows.map((row) => row[name] ?? null),
    ),
  );
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}

function columnOf(name: string, data: readonly Exclude<ParquetValue, undefined>[]) {
  const known = data.filter((value) => value !== null);
  const all = (test: (value: unknown) => boolean) => known.length > 0 && known.every(test);
  if (all((value) => typeof value === "number")) return { name, data: [...data], type: "DOUBLE" as const };
  if (all((value) => typeof value === "boolean")) return { name, data: [...data], type: "BOOLEAN" as const };
  if (all((value) => value instanceof Date)) return { name, data: [...data], type: "TIMESTAMP" as const };
  const texts = data.map((value) => {
    if (value === null) return null;
    return value instanceof Date ? value.toISOString() : String(value);
  });
  return { name, data: texts, type: "STRING" as const };
}
