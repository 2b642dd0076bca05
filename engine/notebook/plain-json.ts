import { fromBase64, toBase64 } from "./base64.ts";

/** What JSON cannot say is an object whose only key is this one. */
const TAG = "$";
const LIMIT_DEPTH = 64;

const COLUMNS = {
  f64: Float64Array,
  f32: Float32Array,
  i32: Int32Array,
  u8: Uint8Array,
} as const;
type ColumnTag = keyof typeof COLUMNS;

const columnTag = (value: ArrayBufferView): ColumnTag | undefined =>
  (Object.keys(COLUMNS) as ColumnTag[]).find((tag) => value instanceof COLUMNS[tag]);

/**
 * Plain data as a JSON text that keeps NaN, infinities and typed columns bit for bit.
 *
 * Members that are undefined or functions are left out; other objects are written by their own members.
 *
 * @throws RangeError for data nested deeper than 64 levels.
 */
export function printPlain(value: unknown): string {
  return JSON.stringify(pack(value, 0)) ?? "null";
}

/** Bytes of all typed columns in plain data; the text of {@link printPlain} has four letters for every three of them at least. */
export function columnBytes(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  if (ArrayBuffer.isView(value)) return value.byteLength;
  return Object.values(value).reduce((sum: number, member) => sum + columnBytes(member), 0);
}

function pack(value: unknown, depth: number): unknown {
  if (depth > LIMIT_DEPTH) throw new RangeError(`data nested deeper than ${LIMIT_DEPTH} levels`);
  if (typeof value === "number") return Number.isFinite(value) ? value : { [TAG]: String(value) };
  if (typeof value === "bigint") return Number(value);
  if (typeof value !== "object" || value === null)
    return typeof value === "function" || typeof value === "symbol" ? undefined : value;
  if (Array.isArray(value)) return value.map((item) => pack(item, depth + 1) ?? null);
  if (ArrayBuffer.isView(value)) return packColumn(value, depth);
  const entries = Object.entries(value).map(([key, item]) => [key, pack(item, depth + 1)] as const);
  const plain = Object.fromEntries(entries);
  return TAG in plain ? { [TAG]: "object", entries } : plain;
}

function packColumn(value: ArrayBufferView, depth: number): unknown {
  const tag = columnTag(value);
  if (tag === undefined)
    return "length" in value ? pack(Array.from(value as unknown as ArrayLike<unknown>), depth) : null;
  const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return { [TAG]: tag, data: toBase64(bytes) };
}

/**
 * Reads what {@link printPlain} wrote.
 *
 * @returns Data that nothing is known of: its reader checks it against a schema.
 * @throws SyntaxError for text that is no JSON.
 */
export function readPlain(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown) => unpack(value));
}

function unpack(value: unknown): unknown {
  if (typeof value !== "object" || value === null || !(TAG in value)) return value;
  const { [TAG]: tag, data, entries } = value as Record<string, unknown>;
  if (tag === "NaN" || tag === "Infinity" || tag === "-Infinity") return Number(tag);
  if (tag === "object" && Array.isArray(entries)) return Object.fromEntries(entries as [string, unknown][]);
  if (typeof tag !== "string" || typeof data !== "string" || !(tag in COLUMNS)) return value;
  const bytes = fromBase64(data);
  const Column = COLUMNS[tag as ColumnTag];
  const whole = bytes.length - (bytes.length % Column.BYTES_PER_ELEMENT);
  return new Column(bytes.buffer as ArrayBuffer, 0, whole / Column.BYTES_PER_ELEMENT);
}
