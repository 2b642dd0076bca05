import { z } from "zod";
import { parseParams } from "../../catalogue.ts";
import { EngineError } from "../../errors.ts";

/** Most parameters of one search. */
export const MAX_DIMENSIONS = 100;

/** A value of a parameter. */
export type SearchValue = number | string | boolean;

const value = z.union([z.number(), z.string().max(200), z.boolean()]);
const when = z
  .strictObject({ parameter: z.string(), in: z.array(value).min(1).max(100) })
  .describe("the parameter counts only where an earlier one has one of these values")
  .optional();
const bound = z.number().min(-1e15).max(1e15);
const log = z.boolean().default(false).describe("searched by ratio and not by distance; min above 0");

/** A parameter that a search may set. */
export const dimension = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("int"),
    ...{ min: bound.int(), max: bound.int(), log, when },
    step: z.number().int().min(1).default(1).describe("distance of neighbouring values"),
  }),
  z.strictObject({
    kind: z.literal("float"),
    ...{ min: bound, max: bound, log, when },
    step: z
      .number()
      .positive()
      .optional()
      .describe("distance of neighbouring values; any value where absent"),
  }),
  z.strictObject({ kind: z.literal("choice"), values: z.array(value).min(1).max(1000), when }),
]);
/** A parameter, defaults filled in. */
export type Dimension = z.output<typeof dimension>;

/** A relation that a set of parameters must keep, such as `fast < slow`. */
export const constraint = z.strictObject({
  left: z.string().describe("name of a number parameter"),
  relation: z.enum(["<", "<=", ">", ">="]),
  right: z.union([z.string(), z.number()]).describe("a number, or the name of a number parameter"),
});
/** A relation between parameters. */
export type Constraint = z.output<typeof constraint>;

/** Parameters by name in the order of the search, and what must hold between them. */
export const searchSpace = z.strictObject({
  parameters: z.record(z.string().min(1).max(200), dimension),
  constraints: z.array(constraint).max(50).default([]),
});
/** A space, defaults filled in. */
export type SearchSpace = z.output<typeof searchSpace>;
/** A space as it is written: what has a default may be absent. */
export type SearchSpaceInput = z.input<typeof searchSpace>;

/**
 * Reads a search space and checks what a schema cannot see: ranges, logarithms, names.
 *
 * @throws EngineError "bad-param" naming the parameter and the remedy; "over-limit" past {@link MAX_DIMENSIONS}.
 */
export function parseSpace(input: unknown): SearchSpace {
  const space = parseParams(searchSpace, input, { stage: "search" });
  const names = Object.keys(space.parameters);
  if (names.length === 0) throw bad("no parameter to search; give at least one", "parameters");
  if (names.length > MAX_DIMENSIONS)
    throw new EngineError(
      "over-limit",
      `too many parameters: ${names.length}; use ${MAX_DIMENSIONS} or fewer`,
    );
  for (const [place, name] of names.entries()) {
    const given = space.parameters[name];
    if (given) checkDimension(name, given, names.slice(0, place));
  }
  for (const given of space.constraints) {
    checkNumber(space, given.left);
    if (typeof given.right === "string") checkNumber(space, given.right);
    checkPossible(space, given);
  }
  return space;
}

function checkDimension(name: string, given: Dimension, earlier: readonly string[]): void {
  if (given.when && !earlier.includes(given.when.parameter))
    throw bad(`unknown condition of ${name}: ${given.when.parameter}; name a parameter above it`, name);
  if (given.kind === "choice") return;
  const { min, max, log: byRatio, step } = given;
  if (!(min <= max))
    throw bad(`invalid range of ${name}: ${min} to ${max}; give the smaller number first`, name);
  if (byRatio && !(min > 0)) throw bad(`invalid min of ${name}: ${min}; use more than 0 with log`, name);
  if (byRatio && given.kind === "float" && step !== undefined)
    throw bad(`invalid step of ${name}: ${step}; leave it out with log`, name);
}

function checkNumber(space: SearchSpace, name: string): void {
  const found = space.parameters[name];
  if (!found || found.kind === "choice")
    throw bad(`unknown number parameter in a constraint: ${name}; use one of the space's`, "constraints");
}

/** A relation that no set can keep would be searched for ever; that of a parameter that does not always count may be kept. */
function checkPossible({ parameters }: SearchSpace, { left, relation, right }: Constraint): void {
  const [a, b] = [
    rangeOf(parameters[left]),
    typeof right === "number" ? { min: right, max: right } : rangeOf(parameters[right]),
  ];
  if (!a || !b) return;
  const isPossible = { "<": a.min < b.max, "<=": a.min <= b.max, ">": a.max > b.min, ">=": a.max >= b.min }[
    relation
  ];
  if (isPossible) return;
  const say = (
    name: string | number,
    { min, max }: { readonly min: number; readonly max: number },
  ): string => (typeof name === "number" ? String(name) : `${name} goes from ${min} to ${max}`);
  const bounds = typeof right === "number" ? say(left, a) : `${say(left, a)} and ${say(right, b)}`;
  throw bad(
    `impossible constraint: ${left} ${relation} ${right}; ${bounds}, widen one or leave it out`,
    "constraints",
  );
}

function rangeOf(given: Dimension | undefined): { readonly min: number; readonly max: number } | undefined {
  return given === undefined || given.kind === "choice" || given.when ? undefined : given;
}

function bad(message: string, field: string): EngineError {
  return new EngineError("bad-param", message, { stage: "search", field });
}
