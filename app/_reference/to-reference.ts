import { z } from "zod";
import { callName } from "./call-name.ts";
import { liveExample } from "./live-example.ts";
import type { ReferenceChapter, ReferenceParam } from "./reference-entry.ts";

/** The part of JSON schema that block parameters use. */
const property = z.object({
  type: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  items: z
    .object({
      enum: z.array(z.unknown()).optional(),
      required: z.array(z.string()).optional(),
      properties: z.record(z.string(), z.object({ type: z.string().optional() })).optional(),
    })
    .optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  exclusiveMaximum: z.number().optional(),
  default: z.unknown().optional(),
  description: z.string().optional(),
});
const schema = z.object({
  properties: z.record(z.string(), property).default({}),
  required: z.array(z.string()).default([]),
});

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
): ReferenceChapter[] {
  return Object.entries(catalogue).map(([name, blocks]) => ({
    name,
    entries: blocks.map((block) => {
      const { properties, required } = schema.parse(block.params);
      const params = Object.entries(properties).map(([param, value]) =>
        describeParam(param, value, required.includes(param)),
      );
      const { kind, title, description, outputs } = block;
      const call = CALLED.has(name) ? callOf(kind, properties, required) : null;
      const known = { kind, title, description, outputs, params, call, example: null };
      return { ...known, example: liveExample(name, known) };
    }),
  }));
}

type Property = z.infer<typeof property>;

function describeParam(name: string, value: Property, required: boolean): ReferenceParam {
  const none = required ? "required" : "none";
  const fallback = value.default === undefined ? none : JSON.stringify(value.default);
  return { name, type: `${typeOf(value)}${rangeOf(value)}`, fallback, description: value.description ?? "" };
}

function typeOf({ type, enum: values, anyOf }: Property): string {
  if (values) return values.map((each) => JSON.stringify(each)).join(" or ");
  if (anyOf) return "one of several";
  return type === "integer" ? "whole number" : type === "array" ? "list" : (type ?? "any");
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

/** The call with what it needs; where it needs nothing, with its first parameter's default. */
function callOf(
  kind: string,
  properties: Readonly<Record<string, Property>>,
  required: readonly string[],
): string {
  const parts = Object.entries(properties)
    .filter(([name, value]) => required.includes(name) && value.default === undefined)
    .map(([name, value]) => `${name}: ${JSON.stringify(sampleOf(value))}`);
  const first = parts.length > 0 ? parts : firstDefault(properties);
  return first.length > 0 ? `${callName(kind)}({ ${first.join(", ")} })` : `${callName(kind)}()`;
}

function sampleOf({ type, minimum, enum: values, items }: Property): unknown {
  // A list of objects is of members: of each, what must be said of it.
  const { required = [], properties = {} } = items ?? {};
  if (required.length > 0)
    return [
      Object.fromEntries(required.map((name) => [name, properties[name]?.type === "string" ? "AAPL" : 0])),
    ];
  if (type === "array") return [items?.enum?.[0] ?? "AAPL"];
  return minimum ?? values?.[0] ?? 1;
}

/** A kind as its export is written: "williams-r" is `williamsR`. */
function firstDefault(properties: Readonly<Record<string, Property>>): string[] {
  const found = Object.entries(properties).find(([, value]) => value.default !== undefined);
  return found ? [`${found[0]}: ${JSON.stringify(found[1].default)}`] : [];
}
