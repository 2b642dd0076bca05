import { z } from "zod";
import { controlLabel, controlName, readOptions, valueOr } from "./control-options.ts";

const options = z.strictObject({ label: controlLabel.optional() });
const clicks = z.number().int().min(0).max(1_000_000_000);

/** A button's words. */
export type ButtonOptions = Readonly<z.input<typeof options>>;

/** A button as data; `value` counts its clicks from 0. */
export const buttonControl = z.object({
  type: z.literal("button"),
  name: controlName,
  label: controlLabel,
  value: clicks,
});
export type ButtonControl = z.infer<typeof buttonControl>;

/** Makes a button. @throws EngineError "bad-param" on options that are none. */
export function buttonOf(name: string, given: ButtonOptions = {}, moved?: unknown): ButtonControl {
  const { label = name } = readOptions(options, "button", name, given);
  return { type: "button", name, label, value: valueOr(clicks, moved, 0) };
}
