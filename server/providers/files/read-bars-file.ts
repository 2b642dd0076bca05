import { readFile, stat } from "node:fs/promises";
import { extname } from "node:path";
import { EngineError } from "#engine/errors.ts";
import type { BarRow } from "../provider.ts";
import { csvRows } from "./csv-rows.ts";
import { tableRows } from "./table-rows.ts";

/** The largest file that is read, in bytes. */
export const MAX_FILE_BYTES = 1024 * 1024 * 1024;

/** The largest CSV text, in bytes; what is longer does not fit into one text. */
export const MAX_TEXT_BYTES = 500_000_000;

/** Endings of the files that {@link readBarRows} understands. */
export const FILE_ENDINGS = [".csv", ".txt", ".parquet", ".arrow", ".arrows", ".feather"] as const;

/** How a file is told apart: by its ending. */
const READERS: Readonly<Record<(typeof FILE_ENDINGS)[number], (bytes: Uint8Array) => Promise<BarRow[]>>> = {
  ".csv": async (bytes) => csvRows(decodeText(bytes)),
  ".txt": async (bytes) => csvRows(decodeText(bytes)), // Stooq's own ending
  ".parquet": async (bytes) => tableRows(await (await import("./parquet-columns.ts")).parquetColumns(bytes)),
  ".arrow": readArrow,
  ".arrows": readArrow,
  ".feather": readArrow,
};

/**
 * Reads the bars of one symbol from a file: CSV with a header (Stooq's too), Parquet or Arrow with columns of the same names.
 *
 * @returns Rows in the file's order; a daily row's time is midnight UTC of its date.
 * @throws EngineError "bad-csv" naming the line or column, "over-limit" above {@link MAX_FILE_BYTES}.
 */
export async function readBarRows(path: string): Promise<BarRow[]> {
  return barRowsOf(path, await readWithin(path));
}

/**
 * The same of a file's bytes; its name says what kind they are, CSV where it has no ending.
 *
 * @throws EngineError "bad-csv" naming the line or column, "over-limit" on more rows or text than are read.
 */
export async function barRowsOf(name: string, bytes: Uint8Array): Promise<BarRow[]> {
  const ending = extname(name).toLowerCase() || ".csv";
  if (!isKnown(ending))
    throw new EngineError("bad-csv", `unknown kind of file: ${ending}; use ${FILE_ENDINGS.join(", ")}`);
  return READERS[ending](bytes);
}

/**
 * Reads a file whole.
 *
 * @throws EngineError "over-limit" above {@link MAX_FILE_BYTES}.
 */
export async function readWithin(path: string): Promise<Uint8Array> {
  const { size } = await stat(path);
  if (size > MAX_FILE_BYTES)
    throw new EngineError("over-limit", `file too large: ${size} bytes; use ${MAX_FILE_BYTES} or fewer`);
  return readFile(path);
}

/**
 * Reads a file's text.
 *
 * @throws EngineError "bad-csv" when it is not UTF-8, "over-limit" above {@link MAX_TEXT_BYTES}.
 */
export function decodeText(bytes: Uint8Array): string {
  if (bytes.byteLength > MAX_TEXT_BYTES)
    throw new EngineError(
      "over-limit",
      `text too large: ${bytes.byteLength} bytes; use ${MAX_TEXT_BYTES} or fewer, or Parquet`,
    );
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new EngineError("bad-csv", "text is not UTF-8; save the file as UTF-8");
  }
}

async function readArrow(bytes: Uint8Array): Promise<BarRow[]> {
  return tableRows((await import("./arrow-columns.ts")).arrowColumns(bytes));
}

function isKnown(ending: string): ending is (typeof FILE_ENDINGS)[number] {
  return (FILE_ENDINGS as readonly string[]).includes(ending);
}
