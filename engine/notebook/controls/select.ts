import { z } from "zod";
import { choiceLabels, labelOfChoice, readChoices, type Choices } from "./choices.ts";
import { controlLabel, controlName, valueOr } from "./control-options.ts";

/** One of several; `value` is the one that is taken at first, the first one where absent. */
export interface SelectOptions<T> {
  readonly options: Choices<T>;
  readonly value?: T;
  readonly label?: string;
}

/** A choice of one as data: words only, the values stay with the cell. */
export const selectControl = z.object({
  type: z.literal("select"),
  name: controlName,
  label: controlLabel,
  options: choiceLabels,
  value: z.string().max(200).describe("one of `options`"),
});
export type SelectControl = z.infer<typeof selectControl>;

/** Makes a choice of one, and says which value is chosen. @throws EngineError "bad-param" on options that are none. */
export function selectOf<T>(
  name: string,
  { options, value: initial, label = name }: SelectOptions<T>,
  moved?: unknown,
): { control: SelectControl; value: T } {
  const choices = readChoices("select", name, options);
  const labels = [...choices.keys()];
  const first = initial === undefined ? labels[0] : labelOfChoice("select", name, choices, initial);
  const value = valueOr(z.enum(labels), moved, first ?? "");
  return {
    control: { type: "select", name, label, options: labels, value },
    value: choices.get(value) as T,
  };
}
