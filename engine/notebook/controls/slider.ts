import { z } from "zod";
import { badControl, controlLabel, controlName, finite, readOptions, valueOr } from "./control-options.ts";

const options = z.strictObject({
  min: finite,
  max: finite,
  step: finite.positive().optional().describe("1 between whole numbers, else a hundredth of the way"),
  value: finite.describe("where it starts"),
  label: controlLabel.optional(),
});

/** A slider's range; `value` is where it starts. A `step` left out is 1 between whole numbers, else a hundredth. */
export type SliderOptions = Readonly<z.input<typeof options>>;

/** A slider as data; `value` is the present one, within `min` and `max`. */
export const sliderControl = z.object({
  type: z.literal("slider"),
  name: controlName,
  label: controlLabel,
  min: finite,
  max: finite,
  step: finite.positive(),
  value: finite,
});
export type SliderControl = z.infer<typeof sliderControl>;

/** The step between neighbours where the author names none. */
export function defaultStep(min: number, max: number, values: readonly number[]): number {
  return [min, max, ...values].every(Number.isInteger) ? 1 : (max - min) / 100;
}

/**
 * Makes a slider at the user's value, or the author's, held within its bounds.
 *
 * @throws EngineError "bad-param" on options that are none, or `min` that is not below `max`.
 */
export function sliderOf(name: string, given: SliderOptions, moved?: unknown): SliderControl {
  const { min, max, value: initial, label = name, step } = readOptions(options, "slider", name, given);
  if (!(min < max)) throw badControl("slider", name, `min ${min} is not below max ${max}; widen it`);
  const value = Math.min(max, Math.max(min, valueOr(finite, moved, initial)));
  return { type: "slider", name, label, min, max, step: step ?? defaultStep(min, max, [initial]), value };
}
