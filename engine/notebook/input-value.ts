import { z } from "zod";

/** Bounds of what one input may hold; going past one is refused with the schema's words. */
export const INPUT_LIMITS = { textChars: 100_000, listItems: 20_000 } as const;

const text = z.string().max(INPUT_LIMITS.textChars);

/** The value of an input as it is stored and sent: a number, text, a switch, a list of one of the first two, or nothing. */
export const inputValue = z.union([
  z.number(),
  text,
  z.boolean(),
  z.array(z.union([z.number(), text])).max(INPUT_LIMITS.listItems),
  z.null(),
]);
export type InputValue = z.infer<typeof inputValue>;

/** Whether two values are the same to a cell that reads them; lists are compared item by item. O(items). */
export function sameInput(a: InputValue | undefined, b: InputValue | undefined): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
  return a.length === b.length && a.every((item, i) => item === b[i]);
}
