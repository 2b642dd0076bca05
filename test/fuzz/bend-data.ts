import type { Random } from "#engine/random.ts";
import { oneOf } from "./bend-text.ts";

type Node = Record<string, unknown> | unknown[];

const ODD = [
  ...[null, true, false, "", "x".repeat(5000), [], {}, [[[]]], { a: { b: { c: {} } } }],
  ...[0, -0, -1, 0.5, 1e9, 1e308, -1e308, 2 ** 53, NaN, Infinity],
  ...[
    "2020-02-31",
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "ema",
    "crossover",
    "*",
    "../../etc/passwd",
  ],
];

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null;
}

/** A value of its own each time: what is bent next must not bend the list, nor make a tree that holds itself. */
const odd = (random: Random): unknown => structuredClone(oneOf(random, ODD));

/** Every object and list of a tree. */
function nodesOf(value: unknown): Node[] {
  if (!isNode(value)) return [];
  return [value, ...Object.values(value).flatMap(nodesOf)];
}

function put(node: Node, key: string, value: unknown): void {
  // An own member of this name, as JSON gives it, and no change of the prototype.
  Object.defineProperty(node, key, { value, enumerable: true, configurable: true, writable: true });
}

/**
 * Bends plain data in place, once: a member takes an odd value, goes, is renamed, or takes the place of another.
 *
 * @param names Names that mean something somewhere.
 */
export function bendData(tree: Node, names: readonly string[], random: Random): void {
  const nodes = nodesOf(tree);
  const node = oneOf(random, nodes);
  const key = oneOf(random, [...Object.keys(node), oneOf(random, names)]);
  // Its own members only: what every object inherits is no data.
  const before = Object.hasOwn(node, key) ? (node as Record<string, unknown>)[key] : undefined;
  const what = random.int(6);
  if (what === 0) put(node, key, odd(random));
  else if (what === 1) Reflect.deleteProperty(node, key);
  else if (what === 2) put(node, oneOf(random, names), before ?? odd(random));
  else if (what === 3) put(node, key, structuredClone(oneOf(random, nodes)));
  else if (what === 4) put(node, key, oneOf(random, names));
  else put(node, key, typeof before === "number" ? before * (random.int(2000) - 1000) : odd(random));
}
