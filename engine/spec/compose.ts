import { nearest } from "../catalogue.ts";
import { EngineError } from "../errors.ts";

/** A piece of plain data and where it came from, for messages. */
export interface SpecPart {
  readonly place: string;
  readonly spec: unknown;
}

type Plain = Readonly<Record<string, unknown>>;

/** Most levels of a spec. */
export const MAX_DEPTH = 32;

/** Whether a value is an object with named members. */
export function isPlain(value: unknown): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** One spec over another: members of `over` win, objects are merged, lists replaced. */
export function override(under: unknown, over: unknown, depth = 0): unknown {
  if (!isPlain(under) || !isPlain(over) || depth > MAX_DEPTH) return over;
  const merged = new Map(Object.entries(under));
  for (const [key, value] of Object.entries(over))
    merged.set(key, merged.has(key) ? override(merged.get(key), value, depth + 1) : value);
  // Defined, not assigned: a member may be called __proto__.
  return Object.fromEntries(merged);
}

/**
 * Puts parts of a spec together as equals.
 *
 * @throws EngineError "bad-spec" naming both places where two parts say different things of one member.
 * @example composeSpecs([{ place: "base", spec: { meta: { version: "1.0.0" } } }, { place: "mine", spec: { meta: { strategy: "channel" } } }])
 */
export function composeSpecs(parts: readonly SpecPart[]): unknown {
  let whole: SpecPart | undefined;
  const owners = new Map<string, string>();
  for (const part of parts) {
    const spec =
      whole === undefined ? copy(part, owners, "") : join(whole.spec, part.spec, part.place, owners, "");
    whole = { place: part.place, spec };
  }
  return whole?.spec ?? {};
}

function copy({ spec, place }: SpecPart, owners: Map<string, string>, path: string): unknown {
  owners.set(path, place);
  if (!isPlain(spec) || path.split(".").length > MAX_DEPTH) return spec;
  return Object.fromEntries(
    Object.entries(spec).map(([key, value]) => [key, copy({ spec: value, place }, owners, below(path, key))]),
  );
}

function join(a: unknown, b: unknown, place: string, owners: Map<string, string>, path: string): unknown {
  if (!isPlain(a) || !isPlain(b)) {
    if (JSON.stringify(a) === JSON.stringify(b)) return a;
    const message = `conflict at ${path}: ${owners.get(path) ?? "one part"} and ${place} differ; keep one`;
    throw new EngineError("bad-spec", message, { stage: "spec", field: path });
  }
  const joined = new Map(Object.entries(a));
  for (const [key, value] of Object.entries(b)) {
    const at = below(path, key);
    const both = joined.has(key);
    joined.set(
      key,
      both ? join(joined.get(key), value, place, owners, at) : copy({ spec: value, place }, owners, at),
    );
  }
  return Object.fromEntries(joined);
}

function below(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

/** The member of a spec at a dotted path; undefined where there is none. */
export function valueAt(spec: unknown, path: string): unknown {
  let value = spec;
  for (const key of path.split(".")) {
    if ((!isPlain(value) && !Array.isArray(value)) || !Object.hasOwn(value, key)) return undefined;
    value = (value as Plain)[key];
  }
  return value;
}

/**
 * A copy of a spec with one member set, by its dotted path; what is on the way there must exist.
 *
 * @throws EngineError "bad-param" naming the first step that is not there.
 */
export function setAt(spec: unknown, path: string, value: unknown): unknown {
  return setBelow(spec, path.split("."), value, path);
}

function setBelow(spec: unknown, keys: readonly string[], value: unknown, path: string): unknown {
  const [key = "", ...rest] = keys;
  const next = (item: unknown): unknown => (rest.length === 0 ? value : setBelow(item, rest, value, path));
  if (isPlain(spec) && (rest.length === 0 || Object.hasOwn(spec, key)))
    return { ...spec, [key]: next(spec[key]) };
  if (Array.isArray(spec) && /^\d+$/.test(key) && Number(key) < spec.length)
    return spec.map((item: unknown, index) => (index === Number(key) ? next(item) : item));
  const near = isPlain(spec) ? nearest(key, Object.keys(spec)) : undefined;
  const remedy = near
    ? `at ${key}, did you mean ${near}?`
    : "give one like components.sizing.params.fraction";
  throw new EngineError("bad-param", `unknown path of the spec: ${path}; ${remedy}`);
}
