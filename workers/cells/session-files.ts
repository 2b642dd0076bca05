import type { FileContents } from "./files/file-contents.ts";

/** Where the Parquet reader's code is served. */
const PARQUET = "/sandbox/parquet.js";
/** Files that a page holds on to, to give them to the next worker. */
const MAX_FILES = 200;

/** A file as it is sent, with the reader's code where it needs one. */
export interface SessionFile {
  readonly hash: string;
  readonly contents: Blob;
  readonly parquet: string | undefined;
}

/** The dropped files of a page. */
export interface SessionFiles {
  /** Keeps a file. @throws Error when the Parquet reader cannot be fetched. */
  add(file: FileContents): Promise<SessionFile>;
  all(): Iterable<SessionFile>;
}

async function fetchReader(): Promise<string> {
  const response = await fetch(PARQUET);
  if (!response.ok) throw new Error(`parquet reader: ${response.status}; run npm start again to build it`);
  return response.text();
}

/** Makes an empty set of files; past 200 the oldest are forgotten. */
export function createSessionFiles(): SessionFiles {
  const files = new Map<string, SessionFile>();
  return {
    async add({ hash, contents, format }) {
      const parquet = format === "parquet" ? await fetchReader() : undefined;
      const file = { hash, contents, parquet };
      files.delete(hash);
      files.set(hash, file);
      const [oldest] = files.keys();
      if (files.size > MAX_FILES && oldest !== undefined) files.delete(oldest);
      return file;
    },
    all: () => files.values(),
  };
}
