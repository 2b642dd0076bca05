import { formatOf, type DroppedFile, type FileFormat } from "#engine/notebook/controls/file.ts";
import { EngineError } from "#engine/errors.ts";
import type { Table } from "../table.ts";
import { readFile, type ParquetReader } from "./read-file.ts";

/** Bytes of all files that were read; the oldest go first. */
const MAX_BYTES = 256_000_000;

/** The dropped files of a session, by hash; each is read once. */
export interface FileShelf {
  put(hash: string, contents: Blob): void;
  /** A file's table, or null when it is not here: dropped in another session. Rejects with the row that cannot be read. */
  table(file: DroppedFile): Promise<Table> | null;
}

/** Makes an empty shelf; `parquet` is only called once there is such a file. */
export function createFileShelf(parquet: ParquetReader): FileShelf {
  const files = new Map<string, Blob>();
  const tables = new Map<string, Promise<Table>>();
  const makeRoom = (): void => {
    let total = [...files.values()].reduce((sum, { size }) => sum + size, 0);
    for (const [hash, { size }] of files) {
      if (total <= MAX_BYTES) return;
      total -= size;
      files.delete(hash);
      for (const key of tables.keys()) if (key.startsWith(hash)) tables.delete(key);
    }
  };
  return {
    put(hash, contents) {
      files.delete(hash);
      files.set(hash, contents);
      makeRoom();
    },
    table({ fileName, hash }) {
      const contents = files.get(hash);
      if (contents === undefined) return null;
      const format = formatOf(fileName);
      if (format === null)
        throw new EngineError("bad-param", `file ${fileName}; drop a .csv, .json, .parquet or .arrow file`);
      const key = `${hash} ${fileName}`;
      const table = tables.get(key) ?? readContents(fileName, format, contents, parquet);
      tables.set(key, table);
      return table;
    },
  };
}

async function readContents(
  fileName: string,
  format: FileFormat,
  contents: Blob,
  parquet: ParquetReader,
): Promise<Table> {
  const bytes = await contents.arrayBuffer().catch(() => {
    throw new EngineError(
      "bad-param",
      `file ${fileName} changed after it was dropped, or is gone; drop it again`,
    );
  });
  return readFile(fileName, format, new Uint8Array(bytes), parquet);
}
