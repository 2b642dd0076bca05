import { z } from "zod";
import { symbolText } from "../../data/bars-request.ts";
import { TIMEFRAMES } from "../../market/bars.ts";
import { CONTROL_LIMITS, controlLabel, controlName, readOptions, valueOr } from "./control-options.ts";

const options = z.strictObject({
  value: symbolText.describe("the symbol that is taken at first"),
  symbols: z
    .array(symbolText)
    .max(CONTROL_LIMITS.choices)
    .readonly()
    .optional()
    .describe("offers these only"),
  timeframe: z.enum(TIMEFRAMES).optional().describe("offers symbols with bars of this length only"),
  label: controlLabel.optional(),
});

/** One symbol of the datasets; `value` is the one that is taken at first. */
export type SymbolOptions = Readonly<z.input<typeof options>>;

/** A symbol picker as data; the page knows which datasets there are. */
export const symbolControl = options.extend({
  type: z.literal("symbol"),
  name: controlName,
  label: controlLabel,
});
export type SymbolControl = z.infer<typeof symbolControl>;

/** Makes a symbol picker. @throws EngineError "bad-param" on options that are none. */
export function symbolOf(name: string, given: SymbolOptions, moved?: unknown): SymbolControl {
  const { value: initial, label = name, ...rest } = readOptions(options, "symbolPicker", name, given);
  return { type: "symbol", name, label, ...rest, value: valueOr(symbolText, moved, initial) };
}
