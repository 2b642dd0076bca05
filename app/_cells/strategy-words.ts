import type { Completion } from "@codemirror/autocomplete";
import { z } from "zod";
import { indicators } from "#engine/indicators/catalogue.ts";
import { rules } from "#engine/risk/catalogue.ts";
import { conditions } from "#engine/signals/conditions/catalogue.ts";
import { regimeName } from "#engine/regimes/market-regime.ts";
import { signals } from "#engine/signals/catalogue.ts";
import { sizers } from "#engine/sizing/catalogue.ts";
import { statistics } from "#engine/attribution/statistics/catalogue.ts";
import { fees } from "#engine/execution/fees/catalogue.ts";
import { slippage } from "#engine/execution/slippage/catalogue.ts";
import { samplers } from "#engine/experiments/search/catalogue.ts";
import { CONDITION_ALIASES, FILL_MODELS } from "#engine/spec/aliases.ts";
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

/** What the places of a spec name that are texts to its schema, by the member and the one above it. */
const NAMED: Readonly<Record<string, () => readonly Completion[]>> = {
  "execution fill_model": () => words(Object.keys(FILL_MODELS)),
  "execution commission_model": () => blockKinds(fees.blocks),
  "execution slippage_model": () => blockKinds(slippage.blocks),
  "optimization method": () => blockKinds(samplers.blocks),
  "optimization objective": () => blockKinds(statistics.blocks),
  "regime allowed_regimes": () => words(regimeName.options),
  "regime block_regimes": () => words(regimeName.options),
};

/** Prices that an indicator or a condition may read beside the spec's own indicators. */
const PRICES = ["open", "high", "low", "close", "volume"];

const words = (labels: readonly string[]): Completion[] => labels.map((label) => ({ label, type: "enum" }));

/** What a member's schema leaves to choose from; texts of an indicator's or a condition's member name columns. */
function choices(schema: z.core.$ZodType | null, names: readonly string[]): Completion[] {
  const inner = schema === null ? null : unwrap(schema);
  if (inner instanceof z.ZodArray) return choices(inner.element, names);
  if (inner instanceof z.ZodEnum) return words(inner.options.map(String));
  if (inner instanceof z.ZodBoolean) return words(["true", "false"]);
  if (inner instanceof z.ZodUnion) return inner.options.flatMap((option) => choices(option, names));
  return inner instanceof z.ZodString ? words([...names, ...PRICES]) : [];
}

/** The parameters of the condition that a place is in. */
const conditionParams = (name: string): z.ZodObject | undefined =>
  conditions.blocks.find(({ kind }) => kind === (CONDITION_ALIASES[name]?.kind ?? name.replaceAll("_", "-")))
    ?.params;

/** The parameters of the block of a type. */
const blockParams = (path: readonly string[], type: string | null): z.ZodObject | undefined =>
  blocksAt(path).find(({ kind }) => kind === type?.replaceAll("_", "-"))?.params;

function valuesAt(place: YamlPlace, key: string, { indicators: names, symbols }: SpecNames): Completion[] {
  const { path, type } = place;
  const above = path.at(-1) ?? "";
  if (key === "type") return blockKinds(blocksAt(path));
  if (above === "data" && key === "symbols") return [...symbols];
  const named = NAMED[`${above} ${key}`];
  if (named !== undefined) return [...named()];
  if (path.at(-2) === "indicators" && key === "source") return words([...PRICES, ...names]);
  const params = above === "params" ? blockParams(path, type) : undefined;
  const within = path.at(-2) === "conditions" ? conditionParams(above) : undefined;
  const own = params ?? within;
  if (own !== undefined) return choices(schemaAt(own, [camel(key)]), names);
  const schema = schemaAt(strategySpec, [...path, key]);
  return schema instanceof z.ZodString ? [] : choices(schema, []);
}

const camel = (key: string): string =>
  key.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** Names that a spec's schema does not know: its own indicators, and the symbols that there are data of. */
export interface SpecNames {
  readonly indicators: readonly string[];
  readonly symbols: readonly Completion[];
}

/** What may stand at a place of a spec: members and values of its schema, kinds of blocks, their parameters, names. */
export function strategyWords(
  place: YamlPlace,
  names: SpecNames = { indicators: [], symbols: [] },
): Completion[] {
  const { path, key, type } = place;
  const last = path.at(-1);
  if (key !== null) return valuesAt(place, key, names);
  if (last === "conditions") return conditionNames();
  if (last === "params") return keysOf(blockParams(path, type) ?? null);
  if (path.at(-2) === "conditions") return keysOf(conditionParams(last ?? "") ?? null);
  return keysOf(schemaAt(strategySpec, path));
}
