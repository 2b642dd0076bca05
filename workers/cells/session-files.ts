import type { FileBytes } from "#engine/notebook/controls/file.ts";

/** Where the Parquet reader's code is served. */
const PARQUET = "/sandbox/parquet.js";
/** Bytes that a page holds on to, to give them to the next worker. */
const MAX_BYTES = 256_000_000;

/** A file as it is sent, with the reader's code where it needs one. */
export interface SessionFile {
  readonly hash: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly parquet: string | undefined;
}

/** The dropped files of a page. */
export interface SessionFiles {
  /** Keeps a file. @throws Error when the Parquet reader cannot be fetched. */
  add(file: FileBytes): Promise<SessionFile>;
  all(): Iterable<SessionFile>;
}

async function fetchReader(): Promise<string> {
  const response = await fetch(PARQUET);
  if (!response.ok) throw new Error(`parquet reader: ${response.status}; run npm start again to build it`);
  return response.text();
}

/** Makes an empty set of files; past 256 MB the oldest are forgotten. */
export function createSessionFiles(): SessionFiles {
  const files = new Map<string, SessionFile>();
  const makeRoom = (): void => {
    let total = [...files.values()].reduce((sum, { bytes }) => sum + bytes.length, 0);
    for (const [hash, { bytes }] of files) {
      if (total <= MAX_BYTES) return;
      total -= bytes.length;
      files.delete(hash);
    }
  };
  return {
    async add({ hash, bytes, format }) {
      const parquet = format === "parquet" ? await fetchReader() : undefined;
      const file = { hash, bytes, parquet };
      files.delete(hash);
      files.set(hash, file);
      makeRoom();
      return file;
    },
    all: () => files.values(),
  };
}
