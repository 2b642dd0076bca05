import { parquetReadObjects } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { EngineError } from "#engine/errors.ts";
import type { FileColumn } from "./table-rows.ts";

/**
 * Reads every column of a Parquet file.
 *
 * @throws EngineError "bad-csv" when the bytes are no Parquet.
 */
export async function parquetColumns(bytes: Uint8Array): Promise<ReadonlyMap<string, FileColumn>> {
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  try {
    const rows = await parquetReadObjects({ file, compressors });
    const names = Object.keys(rows[0] ?? {});
    return new Map(names.map((name) => [name, rows.map((row) => row[name] as unknown)]));
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new EngineError("bad-csv", `file is not Parquet (${words}); save it again`);
  }
}
