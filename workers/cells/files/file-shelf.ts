import { formatOf, type DroppedFile } from "#engine/notebook/controls/file.ts";
import { EngineError } from "#engine/errors.ts";
import type { Table } from "../table.ts";
import { readFile, type ParquetReader } from "./read-file.ts";

/** Bytes of all files of a session; the oldest go first. */
const MAX_BYTES = 256_000_000;

/** The dropped files of a session, by hash; each is read once. */
export interface FileShelf {
  put(hash: string, bytes: Uint8Array): void;
  /** A file's table, or null when its bytes are not here: dropped in another session. Rejects with the row that cannot be read. */
  table(file: DroppedFile): Promise<Table> | null;
}

/** Makes an empty shelf; `parquet` is only called once there is such a file. */
export function createFileShelf(parquet: ParquetReader): FileShelf {
  const files = new Map<string, Uint8Array>();
  const tables = new Map<string, Promise<Table>>();
  const makeRoom = (): void => {
    let total = [...files.values()].reduce((sum, bytes) => sum + bytes.length, 0);
    for (const [hash, bytes] of files) {
      if (total <= MAX_BYTES) return;
      total -= bytes.length;
      files.delete(hash);
      for (const key of tables.keys()) if (key.startsWith(hash)) tables.delete(key);
    }
  };
  return {
    put(hash, bytes) {
      files.delete(hash);
      files.set(hash, bytes);
      makeRoom();
    },
    table({ fileName, hash }) {
      const bytes = files.get(hash);
      if (bytes === undefined) return null;
      const format = formatOf(fileName);
      if (format === null)
        throw new EngineError("bad-param", `file ${fileName}; drop a .csv, .json, .parquet or .arrow file`);
      const key = `${hash} ${fileName}`;
      const table = tables.get(key) ?? readFile(fileName, format, bytes, parquet);
      tables.set(key, table);
      return table;
    },
  };
}
