import { z } from "zod";
import { badControl, CONTROL_LIMITS } from "./control-options.ts";

/** What may be chosen: values that are their own words, or values by their words. */
export type Choices<T> = readonly T[] | Readonly<Record<string, T>>;

/** The words of choices, as a control shows them. */
export const choiceLabels = z.array(z.string().max(200)).max(CONTROL_LIMITS.choices);

/**
 * Choices by their words, in order.
 *
 * @throws EngineError "bad-param" on none, on two of one name, "over-limit" being a "bad-param" here that names the limit.
 */
export function readChoices<T>(type: string, name: string, given: Choices<T> | undefined): Map<string, T> {
  if (typeof given !== "object") throw badControl(type, name, 'no options; give { options: ["a", "b"] }');
  const entries: (readonly [string, T])[] = Array.isArray(given)
    ? (given as readonly T[]).map((value) => [String(value).slice(0, 200), value])
    : Object.entries(given as Readonly<Record<string, T>>);
  if (entries.length === 0) throw badControl(type, name, "no options; give at least one");
  if (entries.length > CONTROL_LIMITS.choices)
    throw badControl(type, name, `${entries.length} options; the limit is ${CONTROL_LIMITS.choices}`);
  const choices = new Map(entries);
  if (choices.size < entries.length)
    throw badControl(type, name, "two options of one name; give them as { name: value }");
  return choices;
}

/** The words of one of the choices. @throws EngineError "bad-param" on a value that is none of them. */
export function labelOfChoice<T>(
  type: string,
  name: string,
  choices: ReadonlyMap<string, T>,
  value: T,
): string {
  for (const [label, each] of choices) if (Object.is(each, value)) return label;
  const known = [...choices.keys()].slice(0, 10).join(", ");
  throw badControl(type, name, `value ${String(value)} is no option; use one of ${known}`);
}
