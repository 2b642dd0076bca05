import { inflateRawSync } from "node:zlib";
import { ServerError } from "#server/errors.ts";

/** Bounds of what is unpacked. */
export const UNZIP_LIMITS = { files: 65_000, totalBytes: 1_000_000_000 } as const;

const CENTRAL_HEADER = 0x02014b50;
const END = 0x06054b50;
const END_BYTES = 22;
/** A comment at the end may be so long. */
const MAX_COMMENT = 65_535;
const STORED = 0;
const DEFLATED = 8;

/**
 * Reads the list at the end of a ZIP file. Files are unpacked when they are asked for; all of them together may not grow past a bound, so that a
 * small file cannot become a large one.
 *
 * @returns What gives a file's bytes by its path; a path is a name in the list and nothing else.
 * @throws ServerError "bad-request" for anything but a ZIP file, or a file that is not in it; "over-limit" past the bounds.
 */
export function openZip(
  zip: Buffer,
  totalBytes: number = UNZIP_LIMITS.totalBytes,
): (path: string) => Uint8Array {
  const entries = guarded(() => listOf(zip));
  let left = totalBytes;
  return (path) => {
    const entry = entries.get(path);
    if (!entry)
      throw new ServerError("bad-request", `no ${path} in this file; choose a file that Lookback exported`);
    const bytes = guarded(() => unpack(zip, entry, left));
    left -= bytes.length;
    return bytes;
  };
}

interface Entry {
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

function listOf(zip: Buffer): ReadonlyMap<string, Entry> {
  const end = endOf(zip);
  const count = zip.readUInt16LE(end + 10);
  const entries = new Map<string, Entry>();
  let at = zip.readUInt32LE(end + 16);
  for (let read = 0; read < count; read++) {
    if (zip.readUInt32LE(at) !== CENTRAL_HEADER) throw broken();
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field));
    const name = zip.toString("utf8", at + 46, at + 46 + (nameBytes ?? 0));
    const [method, packed, size] = [
      zip.readUInt16LE(at + 10),
      zip.readUInt32LE(at + 20),
      zip.readUInt32LE(at + 24),
    ];
    entries.set(name, { method, packed, size, offset: zip.readUInt32LE(at + 42) });
    at += 46 + (nameBytes ?? 0) + (extraBytes ?? 0) + (commentBytes ?? 0);
  }
  return entries;
}

function endOf(zip: Buffer): number {
  for (let at = zip.length - END_BYTES; at >= Math.max(0, zip.length - END_BYTES - MAX_COMMENT); at--)
    if (zip.readUInt32LE(at) === END) return at;
  throw broken();
}

function unpack(zip: Buffer, { method, packed, size, offset }: Entry, left: number): Uint8Array {
  if (size > left)
    throw new ServerError(
      "over-limit",
      "this file unpacks to more than is taken at once; import it with lookback import-workspace",
    );
  const from = offset + 30 + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28);
  const bytes = zip.subarray(from, from + packed);
  if (method === STORED && packed === size) return bytes;
  if (method !== DEFLATED) throw broken();
  const whole = inflateRawSync(bytes, { maxOutputLength: Math.max(1, size) });
  if (whole.length !== size) throw broken();
  return whole;
}

const broken = () =>
  new ServerError("bad-request", "not a ZIP file, or a damaged one; choose a file that Lookback exported");

/** Offsets that lead out of the file, and bytes that do not unpack, are a broken file. */
function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ServerError) throw error;
    throw new ServerError("bad-request", broken().message, {}, error);
  }
}
