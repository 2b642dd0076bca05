/** Attributes of a marker or header, in order; an own-key record, so that any name is just a name. */
export type Attributes = Readonly<Record<string, string>>;

const SIMPLE_KEY = /^[A-Za-z][\w.-]*$/;
const ATTRIBUTE = /\s*(?:([A-Za-z][\w.-]*)|("(?:[^"\\]|\\.)*"))\s*=\s*(?:("(?:[^"\\]|\\.)*")|(\S+))/g;

/** A JSON string that holds no line terminator of JavaScript or of ours. */
export function quote(text: string): string {
  return JSON.stringify(text).replace(/[\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16)}`);
}

/** Undoes {@link quote}; text that is no JSON string is taken as it stands. */
export function unquote(text: string): string {
  if (!text.startsWith('"')) return text;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "string" ? value : text;
  } catch {
    return text;
  }
}

/** A name that the format itself gives meaning to is quoted, so that a user's key can never be mistaken for it. */
export const printKey = (key: string, reserved: readonly string[]): string =>
  SIMPLE_KEY.test(key) && !reserved.includes(key) ? key : quote(key);

/** What a marker line says. */
export interface Marker {
  readonly kind: string;
  readonly own: Attributes;
  readonly meta: Attributes;
}

const OWN = ["id", "name", "run"];

/** Prints a marker line, without its line break. */
export function printMarker(kind: string, own: Attributes, meta: Attributes = {}): string {
  const pairs = [
    ...Object.entries(own).map(([key, value]) => `${key}=${quote(value)}`),
    ...Object.entries(meta).map(([key, value]) => `${printKey(key, OWN)}=${quote(value)}`),
  ];
  return [`// %% [${kind}]`, ...pairs].join(" ");
}

/** Reads a marker line; null when the line is no marker. Unknown attributes go to `meta`. */
export function parseMarker(line: string): Marker | null {
  if (!line.startsWith("// %%")) return null;
  const head = /^\/\/ %%\s*(?:\[([\w-]*)\])?/.exec(line);
  const rest = line.slice(head?.[0].length ?? 0);
  const own: [string, string][] = [];
  const meta: [string, string][] = [];
  for (const [, plain, quoted, json, bare] of rest.matchAll(ATTRIBUTE)) {
    const value = json === undefined ? (bare ?? "") : unquote(json);
    if (plain !== undefined && OWN.includes(plain)) own.push([plain, value]);
    else meta.push([plain ?? unquote(quoted ?? ""), value]);
  }
  return { kind: head?.[1] ?? "", own: Object.fromEntries(own), meta: Object.fromEntries(meta) };
}
