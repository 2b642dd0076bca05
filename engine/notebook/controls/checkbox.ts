import { z } from "zod";
import { controlLabel, controlName, readOptions, valueOr } from "./control-options.ts";

const options = z.strictObject({
  value: z.boolean().default(false).describe("whether it is set at first"),
  label: controlLabel.optional(),
});

/** Yes or no; no at first unless `value` says so. */
export type CheckboxOptions = Readonly<z.input<typeof options>>;

/** A checkbox as data. */
export const checkboxControl = z.object({
  type: z.literal("checkbox"),
  name: controlName,
  label: controlLabel,
  value: z.boolean(),
});
export type CheckboxControl = z.infer<typeof checkboxControl>;

/** Makes a checkbox. @throws EngineError "bad-param" on options that are none. */
export function checkboxOf(name: string, given: CheckboxOptions = {}, moved?: unknown): CheckboxControl {
  const { value: initial, label = name } = readOptions(options, "checkbox", name, given);
  return { type: "checkbox", name, label, value: valueOr(z.boolean(), moved, initial) };
}
