import { z } from "zod";
import { badControl, controlLabel, controlName, finite, readOptions, valueOr } from "./control-options.ts";

const options = z.strictObject({
  value: finite.describe("where it starts"),
  min: finite.optional(),
  max: finite.optional(),
  step: finite.positive().optional().describe("what the arrow keys add; any number may be typed"),
  unit: z.string().max(20).optional().describe("shown behind the number"),
  label: controlLabel.optional(),
});

/** A number to be typed; `value` is where it starts. */
export type NumberOptions = Readonly<z.input<typeof options>>;

/** A number field as data; `value` is the present one, within the bounds that there are. */
export const numberControl = options.extend({
  type: z.literal("number"),
  name: controlName,
  label: controlLabel,
});
export type NumberControl = z.infer<typeof numberControl>;

/** Makes a number field at the user's value, or the author's. @throws EngineError "bad-param" on options that are none. */
export function numberOf(name: string, given: NumberOptions, moved?: unknown): NumberControl {
  const { value: initial, label = name, ...rest } = readOptions(options, "numberInput", name, given);
  const { min = -Infinity, max = Infinity } = rest;
  if (!(min <= max)) throw badControl("numberInput", name, `min ${min} is above max ${max}; widen it`);
  const value = Math.min(max, Math.max(min, valueOr(finite, moved, initial)));
  return { type: "number", name, label, ...rest, value };
}
