import { z } from "zod";
import { nearest } from "../catalogue.ts";
import { EngineError } from "../errors.ts";
import { composeSpecs, isPlain, override } from "./compose.ts";
import { strategySpec, type StrategySpec } from "./strategy-spec.ts";

/** Most specs that one spec may stand on. */
export const MAX_PARENTS = 20;

/** How to find what `extends` names. */
export interface ParseSpecOptions {
  /** Gives another spec by its name, as plain data; throws where there is none. */
  readonly load?: (name: string) => unknown;
}

/**
 * Reads a strategy spec from plain data, as YAML and JSON give it. A spec may stand on others by `extends: name` or a list of names: these are put together as
 * equals, and the spec's own members win over theirs.
 *
 * @returns The spec with its defaults filled in; parsing that again gives the same.
 * @throws EngineError "bad-spec" naming the member, with a suggestion for a name that is not known.
 * @example parseStrategySpec({ meta: { strategy: "channel", version: "1.0.0" }, components: { signals: { generator: { type: "breakout", params: {
 *   entryBars: 20 } } } } }).meta
 */
export function parseStrategySpec(given: unknown, options: ParseSpecOptions = {}): StrategySpec {
  const whole = resolveParents(given, options, []);
  const parsed = strategySpec.safeParse(whole);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  if (!issue) throw new Error("a failed parse without an issue");
  throw describe(issue, whole);
}

function resolveParents(given: unknown, options: ParseSpecOptions, path: readonly string[]): unknown {
  if (!isPlain(given)) throw bad("invalid spec; use an object with meta and components", "");
  const { extends: named, ...own } = given;
  if (named === undefined) return own;
  const names: unknown[] = Array.isArray(named) ? named : [named];
  const parents = names.map((name) => {
    if (typeof name !== "string")
      throw bad(`invalid extends: ${typeof name}; use the name of a spec`, "extends");
    if (path.includes(name))
      throw bad(`specs extend each other: ${[...path, name].join(", ")}; break the circle`, "extends");
    if (path.length >= MAX_PARENTS) throw bad(`too many parents; use ${MAX_PARENTS} or fewer`, "extends");
    if (!options.load) throw bad(`cannot look up ${name}; give the spec without extends here`, "extends");
    return { place: name, spec: resolveParents(options.load(name), options, [...path, name]) };
  });
  return override(composeSpecs(parents), own);
}

function describe(issue: z.core.$ZodIssue, whole: unknown): EngineError {
  const path = issue.path.join(".");
  if (issue.code === "unrecognized_keys") {
    const key = issue.keys[0] ?? "";
    const known = keysAt(strategySpec, issue.path);
    const near = nearest(key, known);
    const remedy = near ? `did you mean ${near}?` : `use one of ${known.join(", ")}`;
    return bad(`unknown key: ${path === "" ? key : `${path}.${key}`}; ${remedy}`, path);
  }
  const value = issue.path.reduce<unknown>(
    (at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key],
    whole,
  );
  if (value === undefined) return bad(`missing ${path || "spec"}; give it`, path);
  const shown = (JSON.stringify(value) ?? typeof value).slice(0, 60);
  return bad(`invalid ${path}: ${shown}; ${issue.message.toLowerCase()}`, path);
}

/** The names that are known at a place of the schema. */
function keysAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  const inner = unwrap(schema);
  const [key, ...rest] = path;
  if (key === undefined) return inner instanceof z.ZodObject ? Object.keys(inner.shape) : [];
  if (inner instanceof z.ZodObject) {
    const member = (inner.shape as Record<PropertyKey, z.core.$ZodType | undefined>)[key];
    return member ? keysAt(member, rest) : [];
  }
  if (inner instanceof z.ZodRecord) return keysAt(inner.valueType, rest);
  return inner instanceof z.ZodArray ? keysAt(inner.element, rest) : [];
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable)
    return unwrap(schema.unwrap());
  return schema;
}

function bad(message: string, field: string): EngineError {
  return new EngineError("bad-spec", message, { stage: "spec", ...(field === "" ? {} : { field }) });
}
