import { z } from "zod";
import { badControl, controlLabel, controlName, finite, readOptions, valueOr } from "./control-options.ts";
import { defaultStep } from "./slider.ts";

const pair = z.tuple([finite, finite]);
const options = z.strictObject({
  min: finite,
  max: finite,
  step: finite.positive().optional(),
  value: pair.readonly().describe("where its two ends start"),
  label: controlLabel.optional(),
});

/** A slider with two ends; `value` is where they start, the lower first. */
export type RangeOptions = Readonly<z.input<typeof options>>;

/** A two-ended slider as data; `value` ascends and lies within `min` and `max`. */
export const rangeControl = z.object({
  type: z.literal("range"),
  name: controlName,
  label: controlLabel,
  min: finite,
  max: finite,
  step: finite.positive(),
  value: pair,
});
export type RangeControl = z.infer<typeof rangeControl>;

/** Makes a two-ended slider. @throws EngineError "bad-param" on options that are none, or `min` that is not below `max`. */
export function rangeOf(name: string, given: RangeOptions, moved?: unknown): RangeControl {
  const { min, max, step, value: initial, label = name } = readOptions(options, "rangeSlider", name, given);
  if (!(min < max)) throw badControl("rangeSlider", name, `min ${min} is not below max ${max}; widen it`);
  const [low, high] = valueOr(pair, moved, [...initial]).map((end) => Math.min(max, Math.max(min, end)));
  const value: [number, number] = [Math.min(low ?? min, high ?? max), Math.max(low ?? min, high ?? max)];
  return { type: "range", name, label, min, max, step: step ?? defaultStep(min, max, [...initial]), value };
}
