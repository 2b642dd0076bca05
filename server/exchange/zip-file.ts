import { Zip, ZipDeflate } from "fflate";
import { ServerError } from "#server/errors.ts";
import type { ExportedFile } from "./exported-file.ts";

/** Bounds of the format without its extension for large files. */
const MAX_ENTRIES = 65_000;
const MAX_BYTES = 4_000_000_000;
/** The first moment that the format has, in any zone: the same files make the same bytes. */
const DATE = new Date(1980, 0, 1);

/**
 * Files as the bytes of a ZIP file, piece by piece; no more than one file is in memory.
 *
 * @throws ServerError "over-limit" past 65,000 files or 4 GB.
 */
export async function* zipOf(files: AsyncIterable<ExportedFile>): AsyncGenerator<Uint8Array> {
  const pieces: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    pieces.push(piece);
  });
  let [count, bytes] = [0, 0];
  for await (const { path, body } of files) {
    const entry = new ZipDeflate(path);
    entry.mtime = DATE;
    zip.add(entry);
    entry.push(typeof body === "string" ? Buffer.from(body) : body, true);
    bytes += pieces.reduce((sum, piece) => sum + piece.length, 0);
    if (++count > MAX_ENTRIES || bytes > MAX_BYTES)
      throw new ServerError(
        "over-limit",
        `workspace is larger than a ZIP file of ${MAX_ENTRIES} files and 4 GB; use lookback export`,
      );
    yield* pieces.splice(0);
  }
  zip.end();
  yield* pieces;
}
