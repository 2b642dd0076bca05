import { EngineError } from "#engine/errors.ts";
import { timeChart, type TimeChart, type TimeChartInput } from "#engine/notebook/time-chart.ts";

/** A chart over time, as a cell's value: shown when it is the cell's last expression or passed to display(). */
export class Chart {
  readonly chart: TimeChart;

  /** @throws EngineError "bad-param" naming the part that does not fit. */
  constructor(given: TimeChartInput) {
    // What stands in the cell's hands may change after it was shown.
    const parsed = timeChart.safeParse(given);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new EngineError(
        "bad-param",
        `invalid chart: ${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`,
      );
    }
    this.chart = parsed.data;
  }

  /** Its name for whoever looks at it, which a bundle's renaming leaves alone. */
  get [Symbol.toStringTag](): string {
    return "Chart";
  }
}

/** Colours in the order in which unnamed lines take them. */
const TONES = ["accent", "warn", "violet", "teal", "text", "gain", "loss", "muted"] as const;

/** The colour of the n-th line. */
export const toneOf = (index: number): (typeof TONES)[number] => TONES[index % TONES.length] ?? "accent";

/** Anything that holds numbers in order, as a column of its own. */
export function columnOf(values: Float64Array | readonly (number | null)[]): Float64Array {
  return Float64Array.from(values as ArrayLike<number | null>, (value) => value ?? NaN);
}
