import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { EngineError } from "#engine/errors.ts";
import { checkRows, isBarColumn } from "./table-rows.ts";
import type { FileColumn } from "./table-rows.ts";

/**
 * Reads the columns that bars need of a Parquet file.
 *
 * @throws EngineError "bad-csv" when the bytes are no Parquet, "over-limit" on too many rows.
 */
export async function parquetColumns(bytes: Uint8Array): Promise<ReadonlyMap<string, FileColumn>> {
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  const metadata = told(() => parquetMetadata(file));
  checkRows(Number(metadata.num_rows));
  const columns = metadata.schema.map(({ name }) => name).filter(isBarColumn);
  try {
    const rows = await parquetReadObjects({ file, metadata, columns, compressors });
    return new Map(columns.map((name) => [name, rows.map((row) => row[name] as unknown)]));
  } catch (error) {
    throw notParquet(error);
  }
}

function told<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw notParquet(error);
  }
}

function notParquet(error: unknown): EngineError {
  const words = error instanceof Error ? error.message : String(error);
  return new EngineError("bad-csv", `file is not Parquet (${words}); save it again`);
}
