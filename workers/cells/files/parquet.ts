import { parquetMetadataAsync, parquetReadObjects, parquetSchema } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { columnsOfRows, type FileColumn } from "./columns-table.ts";

/** Most rows of one file: each is an object for a moment. */
const MAX_ROWS = 2_000_000;

/**
 * Reads a Parquet file's columns, whatever its compression. Built on its own, since few notebooks need it.
 *
 * @throws Error on bytes that are no Parquet, or past two million rows.
 */
export async function readParquetColumns(bytes: Uint8Array): Promise<Map<string, FileColumn>> {
  const buffer = bytes.slice().buffer;
  const file = {
    byteLength: buffer.byteLength,
    slice: (start: number, end?: number) => buffer.slice(start, end),
  };
  const metadata = await parquetMetadataAsync(file);
  if (metadata.num_rows > MAX_ROWS) throw new Error(`${metadata.num_rows} rows; the limit is ${MAX_ROWS}`);
  const rows = await parquetReadObjects({ file, metadata, compressors });
  const columns = columnsOfRows(rows);
  const names = parquetSchema(metadata).children.map(({ element }) => element.name);
  return new Map(
    names.map((name) => [name, columns.get(name) ?? new Array<unknown>(rows.length).fill(null)]),
  );
}
