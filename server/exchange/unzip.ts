import { unzipSync, type UnzipFileInfo } from "fflate";
import { ServerError } from "#server/errors.ts";

/** Bounds of what is unpacked. */
export const UNZIP_LIMITS = { files: 65_000, totalBytes: 1_000_000_000 } as const;

/** What people and programs read and an import does not: tables of what the reports beside them hold. */
const NOT_READ = /\.(?:csv|parquet)$/;

/**
 * Unpacks the files of a ZIP file that an import reads. All of them together may not grow past a bound, so that a small file cannot become a large
 * one; a file never unpacks to more than it says.
 *
 * @returns What gives a file's bytes by its path; a path is a name in the list and nothing else.
 * @throws ServerError "bad-request" for anything but a ZIP file, or a file that is not in it; "over-limit" past the bounds.
 */
export function openZip(
  zip: Uint8Array,
  totalBytes: number = UNZIP_LIMITS.totalBytes,
): (path: string) => Uint8Array {
  let [count, bytes] = [0, 0];
  const isRead = ({ name, originalSize }: UnzipFileInfo) => {
    if (NOT_READ.test(name)) return false;
    bytes += originalSize;
    if (++count > UNZIP_LIMITS.files || bytes > totalBytes) throw tooLarge();
    return true;
  };
  const files = new Map(Object.entries(unpack(zip, isRead)));
  return (path) => {
    const found = files.get(path);
    if (!found)
      throw new ServerError("bad-request", `no ${path} in this file; choose a file that Lookback exported`);
    return found;
  };
}

function unpack(zip: Uint8Array, filter: (file: UnzipFileInfo) => boolean): Record<string, Uint8Array> {
  try {
    return unzipSync(zip, { filter });
  } catch (error) {
    if (error instanceof ServerError) throw error;
    const message = "not a ZIP file, or a damaged one; choose a file that Lookback exported";
    throw new ServerError("bad-request", message, {}, error);
  }
}

const tooLarge = () =>
  new ServerError(
    "over-limit",
    "this file unpacks to more than is taken at once; unpack it and use lookback import-workspace",
  );
