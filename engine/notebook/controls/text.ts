import { z } from "zod";
import { CONTROL_LIMITS, controlLabel, controlName, readOptions, valueOr } from "./control-options.ts";

const text = z.string().max(CONTROL_LIMITS.textChars);
const options = z.strictObject({
  value: text.default("").describe("what stands in it at first"),
  placeholder: z.string().max(200).optional().describe("shown while it is empty"),
  label: controlLabel.optional(),
});

/** A line of text; empty at first unless `value` says otherwise. */
export type TextOptions = Readonly<z.input<typeof options>>;

/** A text field as data. */
export const textControl = options.extend({
  type: z.literal("text"),
  name: controlName,
  label: controlLabel,
  value: text,
});
export type TextControl = z.infer<typeof textControl>;

/** Makes a text field. @throws EngineError "bad-param" on options that are none. */
export function textOf(name: string, given: TextOptions = {}, moved?: unknown): TextControl {
  const { value: initial, label = name, ...rest } = readOptions(options, "textInput", name, given);
  return { type: "text", name, label, ...rest, value: valueOr(text, moved, initial) };
}
