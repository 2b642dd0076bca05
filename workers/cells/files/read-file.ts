import { tableFromIPC, tableToIPC } from "@uwdata/flechette";
import type { FileFormat } from "#engine/notebook/controls/file.ts";
import { EngineError } from "#engine/errors.ts";
import { Table } from "../table.ts";
import { columnsTable, type FileColumn } from "./columns-table.ts";
import { decodeText } from "./decode-text.ts";
import { readCsvFile } from "./read-csv.ts";
import { readJsonColumns } from "./read-json.ts";

/** Reads the columns of a Parquet file. */
export type ParquetReader = (bytes: Uint8Array) => Promise<ReadonlyMap<string, FileColumn>>;

/** Any Arrow bytes, file or stream, as a stream. */
function readArrow(bytes: Uint8Array): Table {
  const ipc = tableToIPC(tableFromIPC(bytes), { format: "stream" });
  if (ipc === null) throw new Error("no arrow table");
  return new Table(ipc);
}

async function read(format: FileFormat, bytes: Uint8Array, parquet: ParquetReader): Promise<Table> {
  if (format === "arrow") return readArrow(bytes);
  if (format === "parquet") return columnsTable(await parquet(bytes));
  return columnsTable(format === "csv" ? readCsvFile(bytes) : readJsonColumns(decodeText(bytes)));
}

/**
 * Reads a dropped file as a table.
 *
 * @throws EngineError that names the file, and the row where one cannot be read.
 */
export async function readFile(
  fileName: string,
  format: FileFormat,
  bytes: Uint8Array,
  parquet: ParquetReader,
): Promise<Table> {
  try {
    return await read(format, bytes, parquet);
  } catch (error) {
    if (error instanceof EngineError)
      throw new EngineError(error.code, `file ${fileName}: ${error.message}`, error.site);
    const said = error instanceof Error ? error.message : String(error);
    throw new EngineError("bad-param", `file ${fileName} is no ${format}: ${said}; save it again`);
  }
}
