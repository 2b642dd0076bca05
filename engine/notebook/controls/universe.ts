import { z } from "zod";
import { symbolText } from "../../data/bars-request.ts";
import { TIMEFRAMES } from "../../market/bars.ts";
import { CONTROL_LIMITS, controlLabel, controlName, readOptions, valueOr } from "./control-options.ts";

const several = z.array(symbolText).max(CONTROL_LIMITS.chosen);
const options = z.strictObject({
  value: several.readonly().default([]).describe("the symbols that are taken at first"),
  symbols: z
    .array(symbolText)
    .max(CONTROL_LIMITS.choices)
    .readonly()
    .optional()
    .describe("offers these only"),
  timeframe: z.enum(TIMEFRAMES).optional().describe("offers symbols with bars of this length only"),
  label: controlLabel.optional(),
});

/** Several symbols of the datasets; `value` are those that are taken at first. */
export type UniverseOptions = Readonly<z.input<typeof options>>;

/** A universe picker as data; the page knows which datasets there are. */
export const universeControl = options.extend({
  type: z.literal("universe"),
  name: controlName,
  label: controlLabel,
  value: several,
});
export type UniverseControl = z.infer<typeof universeControl>;

/** Makes a universe picker; a symbol counts once. @throws EngineError "bad-param" on options that are none. */
export function universeOf(name: string, given: UniverseOptions = {}, moved?: unknown): UniverseControl {
  const { value: initial, label = name, ...rest } = readOptions(options, "universePicker", name, given);
  const value = [...new Set(valueOr(several, moved, [...initial]))];
  return { type: "universe", name, label, ...rest, value };
}
