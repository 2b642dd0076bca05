import { z } from "zod";

/** One parameter of a block in words. */
export interface ReferenceParam {
  readonly name: string;
  readonly type: string;
  readonly fallback: string;
  readonly description: string;
}

/** One block as the reference shows it. */
export interface ReferenceBlock {
  readonly kind: string;
  readonly title: string;
  readonly description: string;
  readonly outputs: readonly string[];
  readonly params: readonly ReferenceParam[];
  /** How it is written in a cell; null where a block is not called by name. */
  readonly example: string | null;
}

/** The blocks of one stage of the pipeline. */
export interface ReferenceStage {
  readonly name: string;
  readonly blocks: readonly ReferenceBlock[];
}

/** The part of JSON schema that block parameters use. */
const property = z.object({
  type: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  exclusiveMaximum: z.number().optional(),
  default: z.unknown().optional(),
  description: z.string().optional(),
});
const schema = z.object({ properties: z.record(z.string(), property).default({}) });

interface DescribedBlock {
  readonly kind: string;
  readonly title: string;
  readonly description: string;
  readonly params: unknown;
  readonly outputs: readonly string[];
}

/** Blocks of these stages are called by their kind in a cell. */
const CALLED = new Set(["indicators", "signals", "conditions", "sizers", "rules", "slippage", "fees"]);
/** Where a whole number has no bound of its own, JSON schema names the largest that is exact. */
const UNBOUNDED = Number.MAX_SAFE_INTEGER;

/** Turns the engine's description of itself into what the reference page shows. */
export function toReference(
  catalogue: Readonly<Record<string, readonly DescribedBlock[]>>,
): ReferenceStage[] {
  return Object.entries(catalogue).map(([name, blocks]) => ({
    name,
    blocks: blocks.map((block) => {
      const { properties } = schema.parse(block.params);
      const params = Object.entries(properties).map(([param, value]) => describeParam(param, value));
      const { kind, title, description, outputs } = block;
      return {
        kind,
        title,
        description,
        outputs,
        params,
        example: CALLED.has(name) ? exampleOf(kind, properties) : null,
      };
    }),
  }));
}

type Property = z.infer<typeof property>;

function describeParam(name: string, value: Property): ReferenceParam {
  const fallback = value.default === undefined ? "required" : JSON.stringify(value.default);
  return { name, type: `${typeOf(value)}${rangeOf(value)}`, fallback, description: value.description ?? "" };
}

function typeOf({ type, enum: values, anyOf }: Property): string {
  if (values) return values.map((each) => JSON.stringify(each)).join(" or ");
  if (anyOf) return "one of several";
  return type === "integer" ? "whole number" : (type ?? "any");
}

function rangeOf({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: Property): string {
  const low = exclusiveMinimum !== undefined ? `above ${exclusiveMinimum}` : bound("from", minimum);
  const high = exclusiveMaximum !== undefined ? `below ${exclusiveMaximum}` : bound("to", maximum);
  const range = [low, high].filter((part) => part !== "").join(" ");
  return range === "" ? "" : `, ${range}`;
}

function bound(word: string, value: number | undefined): string {
  return value === undefined || Math.abs(value) >= UNBOUNDED ? "" : `${word} ${value}`;
}

/** The call with its defaults; a parameter without one gets its lowest value. */
function exampleOf(kind: string, properties: Readonly<Record<string, Property>>): string {
  const parts = Object.entries(properties)
    .filter(([, value]) => value.default === undefined)
    .map(([name, value]) => `${name}: ${JSON.stringify(value.minimum ?? value.enum?.[0] ?? 1)}`);
  const first = parts.length > 0 ? parts : firstDefault(properties);
  return first.length > 0 ? `${callName(kind)}({ ${first.join(", ")} })` : `${callName(kind)}()`;
}

/** A kind as its export is written: "williams-r" is `williamsR`. */
function callName(kind: string): string {
  return kind.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function firstDefault(properties: Readonly<Record<string, Property>>): string[] {
  const [found] = Object.entries(properties);
  return found ? [`${found[0]}: ${JSON.stringify(found[1].default)}`] : [];
}
