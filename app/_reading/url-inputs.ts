import { inputValue, type InputValue } from "#engine/notebook/input-value.ts";

const MAX_INPUTS = 50;
const MAX_CHARS = 1_000;
/** Longer addresses are cut by some programs that pass them on. */
const MAX_QUERY = 2_000;

/**
 * The inputs that an address sets: `?fast=12&kind="ema"`; what is no value of an input counts as text.
 *
 * @param places Names that lead to a place of the page, and set nothing.
 */
export function inputsOfUrl(search: string, places: readonly string[] = []): ReadonlyMap<string, InputValue> {
  const inputs = new Map<string, InputValue>();
  for (const [name, text] of [...new URLSearchParams(search)].slice(0, MAX_INPUTS)) {
    if (text.length > MAX_CHARS || places.includes(name)) continue;
    const parsed = inputValue.safeParse(readJson(text));
    if (parsed.success && parsed.data !== null) inputs.set(name, parsed.data);
  }
  return inputs;
}

/** The query that sets inputs, with its question mark; empty without any, and without those that are too long for an address. */
export function urlOfInputs(inputs: ReadonlyMap<string, InputValue>): string {
  const query = new URLSearchParams();
  for (const [name, value] of inputs) {
    const text = typeof value === "string" && readJson(value) === value ? value : JSON.stringify(value);
    if (value === null || text.length > MAX_CHARS) continue;
    query.set(name, text);
    if (query.toString().length > MAX_QUERY) query.delete(name);
  }
  return query.size === 0 ? "" : `?${query}`;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
