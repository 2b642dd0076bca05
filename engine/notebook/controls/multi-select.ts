import { z } from "zod";
import { choiceLabels, labelOfChoice, readChoices, type Choices } from "./choices.ts";
import { controlLabel, controlName, valueOr } from "./control-options.ts";

/** Any of several; `value` are those that are taken at first, none where absent. */
export interface MultiSelectOptions<T> {
  readonly options: Choices<T>;
  readonly value?: readonly T[];
  readonly label?: string;
}

/** A choice of any as data: words only, in the order of the options. */
export const multiSelectControl = z.object({
  type: z.literal("multi-select"),
  name: controlName,
  label: controlLabel,
  options: choiceLabels,
  value: choiceLabels.describe("some of `options`"),
});
export type MultiSelectControl = z.infer<typeof multiSelectControl>;

/** Makes a choice of any, and says which values are chosen. @throws EngineError "bad-param" on options that are none. */
export function multiSelectOf<T>(
  name: string,
  { options, value: initial = [], label = name }: MultiSelectOptions<T>,
  moved?: unknown,
): { control: MultiSelectControl; value: readonly T[] } {
  const choices = readChoices("multiSelect", name, options);
  const labels = [...choices.keys()];
  const first = initial.map((value) => labelOfChoice("multiSelect", name, choices, value));
  const taken = new Set(valueOr(choiceLabels, moved, first));
  const value = labels.filter((each) => taken.has(each));
  return {
    control: { type: "multi-select", name, label, options: labels, value },
    value: value.map((each) => choices.get(each) as T),
  };
}
