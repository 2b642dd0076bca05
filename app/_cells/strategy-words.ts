import type { Completion } from "@codemirror/autocomplete";
import { z } from "zod";
import { indicators } from "#engine/indicators/catalogue.ts";
import { rules } from "#engine/risk/catalogue.ts";
import { conditions } from "#engine/signals/conditions/catalogue.ts";
import { signals } from "#engine/signals/catalogue.ts";
import { sizers } from "#engine/sizing/catalogue.ts";
import { CONDITION_ALIASES } from "#engine/spec/aliases.ts";
import { strategySpec } from "#engine/spec/strategy-spec.ts";
import type { YamlPlace } from "./yaml-path.ts";

interface Described {
  readonly kind: string;
  readonly title: string;
  readonly params: z.ZodObject;
}

/** The blocks that `type` may name under each member of a spec. */
const BLOCKS: Readonly<Record<string, readonly Described[]>> = {
  indicators: indicators.blocks,
  sizing: sizers.blocks,
  rules: rules.blocks,
  generator: signals.blocks,
};

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault ? unwrap(schema.unwrap()) : schema;
}

/** The schema at a path of keys; names that the author chose go into records, lists are looked through. */
function schemaAt(schema: z.core.$ZodType, path: readonly string[]): z.core.$ZodType | null {
  const inner = unwrap(schema);
  const [key, ...rest] = path;
  if (inner instanceof z.ZodArray) return schemaAt(inner.element, path);
  if (key === undefined) return inner;
  if (inner instanceof z.ZodRecord) return schemaAt(inner.valueType, rest);
  if (!(inner instanceof z.ZodObject)) return null;
  const member = (inner.shape as Readonly<Record<string, z.core.$ZodType | undefined>>)[key];
  return member === undefined ? null : schemaAt(member, rest);
}

const descriptionOf = (schema: z.core.$ZodType): string =>
  schema instanceof z.ZodType ? (schema.description ?? "") : "";

function keysOf(schema: z.core.$ZodType | null): Completion[] {
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape as Readonly<Record<string, z.core.$ZodType>>).map(([label, member]) => ({
    label,
    type: "property",
    detail: descriptionOf(member),
    apply: `${label}: `,
  }));
}

const blockKinds = (blocks: readonly Described[]): Completion[] =>
  blocks.map(({ kind, title }) => ({ label: kind, type: "type", detail: title }));

function blocksAt(path: readonly string[]): readonly Described[] {
  const member = [...path].reverse().find((key) => Object.hasOwn(BLOCKS, key));
  return member === undefined ? [] : (BLOCKS[member] ?? []);
}

function conditionNames(): Completion[] {
  const own = conditions.blocks.map(({ kind, title }) => ({
    label: kind,
    type: "function",
    detail: title,
    apply: `${kind}: `,
  }));
  const aliases = Object.entries(CONDITION_ALIASES).map(([label, { kind }]) => ({
    label,
    type: "function",
    detail: `as ${kind}`,
    apply: `${label}: `,
  }));
  return [...own, ...aliases];
}

function valuesAt(path: readonly string[], key: string): Completion[] {
  if (key === "type") return blockKinds(blocksAt(path));
  const schema = schemaAt(strategySpec, [...path, key]);
  if (schema instanceof z.ZodEnum)
    return schema.options.map((value) => ({ label: String(value), type: "enum" }));
  return schema instanceof z.ZodBoolean ? ["true", "false"].map((label) => ({ label, type: "enum" })) : [];
}

/** What may stand at a place of a spec: members and values of its schema, kinds of blocks, their parameters. */
export function strategyWords({ path, key, type }: YamlPlace): Completion[] {
  const last = path.at(-1);
  if (key !== null) return valuesAt(path, key);
  if (last === "conditions") return conditionNames();
  if (last === "params")
    return keysOf(blocksAt(path).find(({ kind }) => kind === type?.replaceAll("_", "-"))?.params ?? null);
  const above = path.at(-2);
  if (above === "conditions")
    return keysOf(
      conditions.blocks.find(
        ({ kind }) => kind === (CONDITION_ALIASES[last ?? ""]?.kind ?? last?.replaceAll("_", "-")),
      )?.params ?? null,
    );
  return keysOf(schemaAt(strategySpec, path));
}
