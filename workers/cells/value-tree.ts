import { OUTPUT_LIMITS } from "#engine/notebook/output.ts";
import type { ValueNode } from "#engine/notebook/output.ts";

const MAX_DEPTH = 6;
const MAX_ENTRIES = 100;
const MAX_TEXT = 2000;

interface Budget {
  nodes: number;
  readonly path: Set<object>;
}

const leaf = (type: string, text: string): ValueNode => ({
  kind: "leaf",
  type: type.slice(0, 100),
  text: text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}... ${text.length} characters` : text,
});

/** A getter of a user's object may throw; that is no reason to lose the rest of the picture. */
function read(get: () => unknown): unknown {
  try {
    return get();
  } catch (error) {
    return `[threw ${String(error)}]`;
  }
}

const typeName = (value: object): string => {
  const maker: unknown = read(() => value.constructor);
  return typeof maker === "function" && maker.name !== "" ? maker.name : "Object";
};

function primitive(value: unknown): ValueNode | null {
  if (value === null) return leaf("null", "null");
  if (typeof value === "function") return leaf("function", `function ${value.name}`);
  if (typeof value === "object") return null;
  if (typeof value === "bigint") return leaf("bigint", `${value}n`);
  if (typeof value === "string") return leaf("string", value);
  if (typeof value === "symbol") return leaf("symbol", value.toString());
  return leaf(typeof value, `${value as number | boolean}`);
}

function known(value: object): ValueNode | null {
  if (value instanceof Date)
    return leaf("Date", Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString());
  if (value instanceof RegExp) return leaf("RegExp", String(value));
  if (value instanceof Error) return leaf(value.name, value.message);
  return null;
}

/** The first entries of a container and how many it has. */
function entriesOf(value: object): { size: number; entries: [string, unknown][] } {
  if (Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView))) {
    const list = value as ArrayLike<unknown>;
    const shown = Math.min(list.length, MAX_ENTRIES);
    return { size: list.length, entries: Array.from({ length: shown }, (_, i) => [String(i), list[i]]) };
  }
  if (value instanceof Map)
    return { size: value.size, entries: [...value].slice(0, MAX_ENTRIES).map(([k, v]) => [String(k), v]) };
  if (value instanceof Set)
    return { size: value.size, entries: [...value].slice(0, MAX_ENTRIES).map((v, i) => [String(i), v]) };
  const keys = Object.keys(value);
  const get = (key: string) => read(() => (value as Readonly<Record<string, unknown>>)[key]);
  return {
    size: keys.length,
    entries: keys.slice(0, MAX_ENTRIES).map((key) => [key.slice(0, 1000), get(key)]),
  };
}

function picture(value: unknown, budget: Budget): ValueNode {
  const simple = primitive(value) ?? known(value as object);
  if (simple !== null) return simple;
  const object = value as object;
  const type = typeName(object).slice(0, 100);
  if (budget.path.has(object)) return leaf(type, "[circular]");
  if (budget.path.size >= MAX_DEPTH || budget.nodes <= 0) return leaf(type, "...");
  budget.path.add(object);
  const { size, entries } = entriesOf(object);
  const shown = entries.slice(0, budget.nodes);
  budget.nodes -= shown.length;
  const branch: ValueNode = {
    kind: "branch",
    type,
    size,
    entries: shown.map(([key, child]) => ({ key, value: picture(child, budget) })),
  };
  budget.path.delete(object);
  return branch;
}

/** A bounded picture of any value: depth, entries and nodes have limits; circles and throwing getters are shown as such. */
export function valueTree(value: unknown): ValueNode {
  return picture(value, { nodes: OUTPUT_LIMITS.valueNodes - 1, path: new Set() });
}

/** The same picture on one line, for logs. */
export function valueText(value: unknown): string {
  return typeof value === "string" ? value : lineOf(valueTree(value));
}

function lineOf(node: ValueNode): string {
  if (node.kind === "leaf") return node.type === "string" ? JSON.stringify(node.text) : node.text;
  const rest = node.size > node.entries.length ? ", ..." : "";
  if (node.type === "Array" || node.type.endsWith("Array"))
    return `[${node.entries.map((entry) => lineOf(entry.value)).join(", ")}${rest}]`;
  const name = node.type === "Object" ? "" : `${node.type} `;
  return `${name}{ ${node.entries.map((entry) => `${entry.key}: ${lineOf(entry.value)}`).join(", ")}${rest} }`;
}
