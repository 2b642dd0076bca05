import { promisify } from "node:util";
import { crc32, deflateRaw } from "node:zlib";
import { ServerError } from "#server/errors.ts";
import type { ExportedFile } from "./exported-file.ts";

const deflate = promisify(deflateRaw);

/** Bounds of the format without its extension for large files. */
const MAX_ENTRIES = 65_000;
const MAX_BYTES = 4_000_000_000;

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
const UTF8 = 0x0800;
const DEFLATED = 8;
/** 1 January 1980: the same files make the same bytes. */
const DATE = 0x21;

/** What the list at the end of a ZIP file says of a file in it. */
interface Entry {
  readonly name: Buffer;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

/**
 * Files as the bytes of a ZIP file, piece by piece; no more than one file is in memory.
 *
 * @throws ServerError "over-limit" past 65,000 files or 4 GB.
 * @see APPNOTE.TXT, the ZIP file format, 4.3.
 */
export async function* zipOf(files: AsyncIterable<ExportedFile>): AsyncGenerator<Uint8Array> {
  const entries: Entry[] = [];
  let offset = 0;
  for await (const { path, body } of files) {
    const bytes = typeof body === "string" ? Buffer.from(body) : body;
    const packed = await deflate(bytes);
    const name = Buffer.from(path);
    const entry = { name, crc: crc32(bytes), packed: packed.length, size: bytes.length, offset };
    entries.push(entry);
    const header = localHeader(entry);
    offset += header.length + packed.length;
    if (entries.length > MAX_ENTRIES || offset > MAX_BYTES)
      throw new ServerError(
        "over-limit",
        `workspace is larger than a ZIP file of ${MAX_ENTRIES} files and 4 GB; use lookback export`,
      );
    yield header;
    yield packed;
  }
  const list = Buffer.concat(entries.map(centralHeader));
  yield list;
  yield endOf(entries.length, list.length, offset);
}

/** Fields that both headers of a file share, after their marks. */
function fieldsOf({ name, crc, packed, size }: Entry): Buffer {
  const fields = Buffer.alloc(26);
  const shorts = [VERSION, UTF8, DEFLATED, 0, DATE];
  shorts.forEach((value, at) => fields.writeUInt16LE(value, at * 2));
  [crc, packed, size].forEach((value, at) => fields.writeUInt32LE(value, 10 + at * 4));
  fields.writeUInt16LE(name.length, 22);
  return fields;
}

function localHeader(entry: Entry): Buffer {
  const mark = Buffer.alloc(4);
  mark.writeUInt32LE(LOCAL_HEADER);
  return Buffer.concat([mark, fieldsOf(entry), entry.name]);
}

function centralHeader(entry: Entry): Buffer {
  const mark = Buffer.alloc(6);
  mark.writeUInt32LE(CENTRAL_HEADER);
  mark.writeUInt16LE(VERSION, 4);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(entry.offset, 10);
  return Buffer.concat([mark, fieldsOf(entry), rest, entry.name]);
}

function endOf(count: number, listBytes: number, listOffset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(listBytes, 12);
  end.writeUInt32LE(listOffset, 16);
  return end;
}
