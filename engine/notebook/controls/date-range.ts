import { z } from "zod";
import { badControl, controlLabel, controlName, readOptions, valueOr } from "./control-options.ts";

const date = z.iso.date("use a date like 2020-01-31");
const span = z.object({ from: date, to: date });
const ends = z.tuple([date, date]);
const options = z.strictObject({
  value: span.readonly().describe("where it starts; `from` belongs to it, `to` does not"),
  min: date.optional(),
  max: date.optional(),
  label: controlLabel.optional(),
});

/** Two dates, UTC; `from` belongs to the range, `to` does not, as everywhere. */
export type DateRangeOptions = Readonly<z.input<typeof options>>;

/** Two dates as data, the earlier first. */
export const dateRangeControl = options.extend({
  type: z.literal("date-range"),
  name: controlName,
  label: controlLabel,
  value: span,
});
export type DateRangeControl = z.infer<typeof dateRangeControl>;

/** Makes a range of dates; the user's value is the list of its two ends. @throws EngineError "bad-param" on options that are none, or `from` after `to`. */
export function dateRangeOf(name: string, given: DateRangeOptions, moved?: unknown): DateRangeControl {
  const { value: initial, label = name, ...bounds } = readOptions(options, "dateRange", name, given);
  if (initial.from > initial.to)
    throw badControl("dateRange", name, `from ${initial.from} is after to ${initial.to}; swap them`);
  const { min = "0000-01-01", max = "9999-12-31" } = bounds;
  const [from, to] = valueOr(ends, moved, [initial.from, initial.to]);
  // ISO dates sort as text does.
  const within = (day: string): string => (day < min ? min : day > max ? max : day);
  const days = [within(from), within(to)].sort();
  return { type: "date-range", name, label, ...bounds, value: { from: days[0] ?? from, to: days[1] ?? to } };
}
