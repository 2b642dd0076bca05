import { z } from "zod";
import { EngineError, type ErrorSite } from "./errors.ts";

/** What every building block says of itself; forms, reference pages and law tests are derived from it. */
export interface BlockInfo {
  readonly kind: string;
  readonly title: string;
  readonly description: string;
  readonly params: z.ZodObject;
}

/** A block with its parameters filled in: plain to store, and able to work. */
export interface BlockSpec {
  readonly kind: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Text of the working function, for the hash of blocks from outside the catalogue. */
  readonly code?: string;
}

/** A block as a catalogue holds it: `of` takes untrusted parameters and throws EngineError "bad-param". */
export interface AnyBlock<S extends BlockSpec = BlockSpec> extends BlockInfo {
  of(params: unknown): S;
}

/** Arguments of a block's call: none are needed where every parameter has a default. */
export type BlockArguments<P extends z.ZodObject> =
  Record<never, never> extends z.input<P> ? [params?: z.input<P>] : [params: z.input<P>];

/** A block as a user writes it: `stopLoss({ pct: 5 })`. */
export interface Block<P extends z.ZodObject, S extends BlockSpec> extends AnyBlock<S> {
  (...args: BlockArguments<P>): S;
  readonly params: P;
}

/** A stage's blocks in the order of its table of contents. */
export interface Catalogue<B extends BlockInfo> {
  readonly stage: string;
  readonly blocks: readonly B[];
  find(kind: string): B;
}

/**
 * Makes a stage's table of contents.
 *
 * @throws Error (an assertion) on a repeated kind; `find` throws EngineError "unknown-block" with a suggestion.
 */
export function createCatalogue<B extends BlockInfo>(stage: string, blocks: readonly B[]): Catalogue<B> {
  const byKind = new Map(blocks.map((block) => [block.kind, block]));
  if (byKind.size !== blocks.length) throw new Error(`two blocks of one kind in ${stage}`);
  const find = (kind: string): B => {
    const block = byKind.get(kind);
    if (block) return block;
    const near = nearest(kind, [...byKind.keys()]);
    const remedy = near ? `did you mean ${near}?` : `use one of ${[...byKind.keys()].join(", ")}`;
    throw new EngineError("unknown-block", `unknown ${stage} block: ${kind}; ${remedy}`, { stage, kind });
  };
  return { stage, blocks, find };
}

/**
 * Makes a callable block from what it says of itself and a function from parsed parameters to a spec.
 * Unknown parameter names are errors.
 *
 * @throws EngineError "bad-spec" on a definition without kind or params; "bad-param" on wrong parameters at each use.
 */
export function defineBlock<P extends z.ZodObject, S extends BlockSpec>(
  stage: string,
  info: BlockInfo & { readonly params: P },
  make: (params: z.output<P>) => S,
): Block<P, S> {
  checkInfo(stage, info);
  const schema = info.params.strict();
  const of = (params: unknown): S =>
    make(parseParams(schema, params ?? {}, { stage, kind: info.kind }) as z.output<P>);
  const call = (...args: BlockArguments<P>): S => of(args[0]);
  return Object.assign(call, {
    kind: info.kind,
    title: info.title,
    description: info.description,
    params: info.params,
    of,
  });
}

/** A definition as JavaScript and loose types let it come. */
function checkInfo(
  stage: string,
  { kind, params }: { readonly kind?: unknown; readonly params?: unknown },
): void {
  const named = typeof kind === "string" && kind !== "";
  if (named && params instanceof z.ZodObject) return;
  const remedy = named
    ? `missing params of ${stage} block ${kind}; give a zod object, z.object({}) for none`
    : `missing kind of a ${stage} block; give it a name, like kind: "my-own"`;
  throw new EngineError("bad-spec", remedy, { stage });
}

/**
 * Looks whether a value can do what a run needs of it, for callers whose types were not checked.
 *
 * @param remedy What to give instead: "use a fee schedule like ibkrFixed()".
 * @throws EngineError "bad-param" naming the field.
 */
export function needMethod(value: unknown, method: string, field: string, remedy: string): void {
  const able =
    typeof (value as Readonly<Record<string, unknown>> | null | undefined)?.[method] === "function";
  if (!able) throw new EngineError("bad-param", `invalid ${field}: ${show(value)}; ${remedy}`, { field });
}

/**
 * Names the first option that is not known.
 *
 * @param remedies What to write instead of options that other tools have, by their names in small letters.
 * @throws EngineError "bad-param" with a suggestion.
 */
export function checkNames(
  given: object,
  known: readonly string[],
  remedies: Readonly<Record<string, string>> = {},
): void {
  const name = Object.keys(given).find((each) => !known.includes(each));
  if (name === undefined) return;
  const near = nearest(name, known);
  const other = near ? `did you mean ${near}?` : `there are ${known.join(", ")}`;
  const plain = name.replaceAll("_", "").toLowerCase();
  const elsewhere = Object.hasOwn(remedies, plain) ? remedies[plain] : undefined;
  const remedy = elsewhere === undefined ? other : `use ${elsewhere}`;
  throw new EngineError("bad-param", `unknown option: ${name}; ${remedy}`, {
    stage: "settings",
    field: name,
  });
}

/**
 * A spec as plain data for a manifest: kind and parameters, and for a block that the catalogue does not have its code.
 * Built-in code is left out, since bundlers change its text: the engine's version stands for it.
 */
export function plainSpec(spec: BlockSpec, catalogue: Catalogue<AnyBlock>): Record<string, unknown> {
  const { kind, params, code } = spec;
  const named = catalogue.blocks.find((block) => block.kind === kind);
  // A user's own block may have a built-in's name and other parameters.
  const builtIn = named?.params.strict().safeParse(params).success ? named.of(params) : undefined;
  return builtIn && builtIn.code === code ? { kind, params } : { kind, params, code };
}

/**
 * Parses what a user typed by its schema.
 *
 * @throws EngineError "bad-param" naming the first wrong field, its value and the remedy.
 */
export function parseParams<T extends z.ZodType>(
  schema: T,
  input: unknown,
  site: ErrorSite = {},
): z.output<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  // A misspelt name is also a missing one; what was written helps more than what was not.
  const issue = issues.find(({ code }) => code === "unrecognized_keys") ?? issues[0];
  if (!issue) throw new Error("a failed parse without an issue");
  const field = issue.path.join(".");
  throw new EngineError("bad-param", describeIssue(issue, input, schema), field ? { ...site, field } : site);
}

function describeIssue(issue: z.core.$ZodIssue, input: unknown, schema: z.ZodType): string {
  if (issue.code === "unrecognized_keys") return unknownKeys(issue.keys, schema);
  const field = issue.path.join(".") || "value";
  const value = valueAt(input, issue.path);
  if (value === undefined && issue.path.length > 0)
    return `missing ${field}; ${meaningOf(issue.path, schema)}`;
  const isDate = issue.code === "invalid_type" && typeof value === "string" && DATE.test(value);
  const remedy = isDate
    ? `use UTC milliseconds, as Date.parse("${value.slice(0, 10)}") is`
    : remedyFor(issue);
  return `invalid ${field}: ${show(value)}; ${remedy}`;
}

const DATE = /^\d{4}-\d{2}-\d{2}/;

/** What a field that is not there is for, where its schema says so. */
function meaningOf([name = ""]: readonly PropertyKey[], schema: z.ZodType): string {
  const field =
    schema instanceof z.ZodObject ? (schema.shape as Record<PropertyKey, unknown>)[name] : undefined;
  const meaning = field instanceof z.ZodType ? field.description : undefined;
  return meaning === undefined ? "give it" : `give it: ${meaning}`;
}

/** So many unknown keys are named. */
const NAMED_KEYS = 5;

/** Names what was meant where that is clear, else all that there is. */
function unknownKeys(keys: readonly string[], schema: z.ZodType): string {
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  const near = keys.length === 1 ? nearest(keys[0] ?? "", known) : undefined;
  const all = known.length === 0 ? "there are none" : `there are ${known.join(", ")}`;
  // A column in place of an object has a key for each of its values.
  if (keys[0] === "0")
    return `invalid parameters: a list; give them by name in an object, as in { name: value }; ${all}`;
  const named = keys.slice(0, NAMED_KEYS).join(", ") + (keys.length > NAMED_KEYS ? " and more" : "");
  return `unknown parameter: ${named}; ${near ? `did you mean ${near}?` : all}`;
}

/** Types as the field says them, where zod's word for one is another. */
const EXPECTED: Readonly<Record<string, string>> = {
  int: "a whole number",
  array: "a list",
  object: "an object",
};

function remedyFor(issue: z.core.$ZodIssue): string {
  if (issue.code === "too_small")
    return `use ${issue.inclusive ? "" : "more than "}${issue.minimum}${issue.inclusive ? " or more" : ""}`;
  if (issue.code === "too_big")
    return `use ${issue.inclusive ? "" : "less than "}${issue.maximum}${issue.inclusive ? " or less" : ""}`;
  if (issue.code === "invalid_value") return `use one of ${issue.values.map(String).join(", ")}`;
  if (issue.code === "invalid_type") return `use ${EXPECTED[issue.expected] ?? `a ${issue.expected}`}`;
  return issue.message.toLowerCase();
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

function show(value: unknown): string {
  const plain = typeof value === "number" || value === undefined;
  const text =
    typeof value === "string" ? value : plain ? `${value}` : (JSON.stringify(value) ?? typeof value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** The candidate within two edits of `name`, and no more than half of its letters, for "did you mean". O(candidates times length squared). */
export function nearest(name: string, candidates: readonly string[]): string | undefined {
  const scored = candidates.map((candidate) => ({ candidate, edits: editDistance(name, candidate) }));
  const best = scored.sort((a, b) => a.edits - b.edits)[0];
  return best && best.edits <= Math.min(2, name.length / 2) ? best.candidate : undefined;
}

function editDistance(a: string, b: string): number {
  const wide = b.slice(0, 60);
  let row = Array.from({ length: wide.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a.slice(0, 60)].entries()) {
    const next = [i + 1];
    for (let j = 0; j < wide.length; j++) {
      const change = (row[j] ?? 0) + (letter === wide[j] ? 0 : 1);
      next.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[wide.length] ?? 0;
}
