import { EngineError } from "#engine/errors.ts";
import { mean, sampleDeviation } from "#engine/series/moments.ts";
import { Figure } from "./figure-value.ts";

/** How values are counted. */
export interface DistributionOptions {
  readonly title?: string;
  readonly xTitle?: string;
  /** Equal intervals; by Freedman and Diaconis' rule where absent. */
  readonly bins?: number;
  /** Whether the normal curve of the same mean and deviation is drawn over it. */
  readonly normal?: boolean;
  /** What really happened, as a line across. */
  readonly actual?: number;
}

const MAX_BINS = 400;

/** Width 2 IQR / n^(1/3): Freedman and Diaconis (1981). */
function binCount(sorted: Float64Array): number {
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  const width = (2 * (at(0.75) - at(0.25))) / Math.cbrt(sorted.length);
  const span = at(1) - at(0);
  return width > 0 ? Math.min(Math.max(Math.ceil(span / width), 5), 120) : 20;
}

/** How often values fall into equal intervals; counted here, so that a million values cost the page a hundred numbers. */
export function distribution(
  values: Float64Array | readonly (number | null)[],
  options: DistributionOptions = {},
): Figure {
  const numbers = Float64Array.from(values as ArrayLike<number | null>, (value) => value ?? NaN);
  const sorted = numbers.filter((value) => Number.isFinite(value)).sort();
  if (sorted.length === 0) throw new EngineError("bad-param", "distribution of no numbers; give some");
  const bins = options.bins ?? binCount(sorted);
  if (!Number.isInteger(bins) || bins < 1 || bins > MAX_BINS)
    throw new EngineError("bad-param", `invalid bins: ${bins}; use 1 to ${MAX_BINS}`);
  const low = sorted[0] ?? 0;
  const width = ((sorted.at(-1) ?? 0) - low) / bins || 1;
  const counts = new Float64Array(bins);
  for (const value of sorted) {
    const bin = Math.min(bins - 1, Math.floor((value - low) / width));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const x = Float64Array.from(counts, (_, bin) => low + (bin + 0.5) * width);
  const bars = {
    type: "bar",
    x,
    y: counts,
    width,
    name: "count",
    hovertemplate: "%{x:.4g}: %{y}<extra></extra>",
  };
  const curve = options.normal === false ? [] : normalCurve(sorted, low, width, bins);
  return new Figure([bars, ...curve, ...happened(options.actual, Math.max(...counts))], {
    ...(options.title ? { title: { text: options.title } } : {}),
    xaxis: options.xTitle ? { title: { text: options.xTitle } } : {},
    yaxis: { title: { text: "count" } },
    bargap: 0.04,
    hovermode: "closest",
  });
}

function happened(actual: number | undefined, height: number): unknown[] {
  if (actual === undefined || !Number.isFinite(actual)) return [];
  const hovertemplate = "%{x:.4g}: what happened<extra></extra>";
  return [
    {
      type: "scatter",
      mode: "lines",
      x: [actual, actual],
      y: [0, height],
      name: "what happened",
      hovertemplate,
    },
  ];
}

const CURVE_POINTS = 160;

function normalCurve(sorted: Float64Array, low: number, width: number, bins: number): unknown[] {
  const [centre, deviation] = [mean(sorted), sampleDeviation(sorted)];
  if (!(deviation > 0)) return [];
  const x = Float64Array.from(
    { length: CURVE_POINTS },
    (_, at) => low + (at / (CURVE_POINTS - 1)) * width * bins,
  );
  const scale = (sorted.length * width) / (deviation * Math.sqrt(2 * Math.PI));
  const y = x.map((value) => scale * Math.exp(-0.5 * ((value - centre) / deviation) ** 2));
  return [{ type: "scatter", mode: "lines", x, y, name: "normal", hoverinfo: "skip" }];
}
