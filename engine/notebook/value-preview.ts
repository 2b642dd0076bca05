/** A value in a few words: what it is, and the beginning of what it holds. */
export interface ValuePreview {
  readonly type: string;
  readonly text: string;
}

/** The method by which a class says in a few words what an object of it holds; it must not walk it. */
export const PREVIEW = Symbol.for("lookback.preview");

const MAX_TEXT = 80;
const SHOWN_ENTRIES = 4;
const cut = (text: string): string => (text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT - 1)}…` : text);

/**
 * Describes a value for the list of variables, without walking it: O(1) in its size.
 *
 * Getters of the value are not called; a value that cannot be looked at is described by its type alone.
 */
export function previewValue(value: unknown): ValuePreview {
  try {
    return { type: typeName(value), text: cut(glance(value)) };
  } catch {
    return { type: typeof value, text: "" };
  }
}

/** Plain objects of the engine, by members that no other one has together. */
const SHAPES: readonly (readonly [name: string, members: readonly string[]])[] = [
  ["Bars", ["symbol", "timeframe", "openTime", "availableAt", "close"]],
  ["BacktestResult", ["manifest", "resultHash", "statistics", "trades", "equity"]],
  ["Strategy", ["name", "version", "params", "code", "prepare"]],
  ["Comparison", ["results", "table", "equity"]],
  ["StudyReport", ["judgement", "table", "trials"]],
  ["SweepReport", ["table", "best", "metrics", "params"]],
  ["AuditVerdict", ["verdict", "cuts", "firstLeak"]],
];

const shapeOf = (value: object): string | undefined =>
  SHAPES.find(([, members]) => members.every((member) => member in value))?.[0];

function typeName(value: unknown): string {
  if (value === null) return "null";
  if (typeof value !== "object") return typeof value;
  const size = sizeOf(value);
  const prototype: unknown = Object.getPrototypeOf(value);
  const plain = prototype === null || prototype === Object.prototype;
  const name = plain ? (shapeOf(value) ?? "Object") : constructorName(prototype as object);
  return (size === null ? name : `${name}(${size})`).slice(0, MAX_TEXT);
}

/** A tag that a class gives itself counts before the constructor's name: bundles rename classes that are called alike. */
function constructorName(prototype: object): string {
  const tag: unknown = Object.getOwnPropertyDescriptor(prototype, Symbol.toStringTag)?.get?.call(prototype);
  if (typeof tag === "string" && tag !== "") return tag;
  const made: unknown = Object.getOwnPropertyDescriptor(prototype, "constructor")?.value;
  return typeof made === "function" && made.name !== "" ? made.name : "Object";
}

function sizeOf(value: object): number | null {
  if (Array.isArray(value)) return value.length;
  if (ArrayBuffer.isView(value)) return "length" in value ? Number(value.length) : value.byteLength;
  return value instanceof Map || value instanceof Set ? value.size : null;
}

function glance(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, MAX_TEXT + 1));
  if (typeof value === "function") return value.name === "" ? "" : `${value.name}()`;
  if (typeof value !== "object" || value === null) return String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "invalid date" : value.toISOString();
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return listed(value);
  if (value instanceof Map || value instanceof Set) return "";
  const told = textOf(value);
  if (told !== null) return told;
  const keys = Object.keys(value);
  const more = keys.length > SHOWN_ENTRIES ? ", …" : "";
  return keys.length === 0 ? "{}" : `{ ${keys.slice(0, SHOWN_ENTRIES).join(", ")}${more} }`;
}

/** The few words that tell one object of the engine from others of its type. */
function textOf(value: object): string | null {
  const shape = shapeOf(value);
  const members = value as Readonly<Record<PropertyKey, unknown>>;
  const tell = members[PREVIEW];
  if (typeof tell === "function") return String(tell.call(value));
  if (shape === "Bars" && members["close"] instanceof Float64Array)
    return `${String(members["symbol"])} ${String(members["timeframe"])}, ${members["close"].length} bars`;
  if (shape === "BacktestResult" && Array.isArray(members["trades"]))
    return `${members["trades"].length} trades`;
  return shape === "Strategy" ? `${String(members["name"])} ${String(members["version"])}` : null;
}

function listed(value: ArrayLike<unknown> | ArrayBufferView): string {
  const items =
    "length" in value
      ? Array.from({ length: Math.min(value.length, SHOWN_ENTRIES) }, (_, i) => value[i])
      : [];
  const words = items.map((item) =>
    typeof item === "object" && item !== null ? typeName(item) : glance(item),
  );
  const more = "length" in value && value.length > SHOWN_ENTRIES ? ", …" : "";
  return `[${words.join(", ")}${more}]`;
}
