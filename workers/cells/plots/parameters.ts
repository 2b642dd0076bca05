import { statistics } from "#engine/attribution/statistics/catalogue.ts";
import type { SweepResult } from "#engine/experiments/sweep.ts";
import { EngineError } from "#engine/errors.ts";
import { Figure } from "./figure-value.ts";

/** Which two parameters and which statistic of a sweep are drawn; its first two and the Sharpe ratio where absent. */
export interface ParameterOptions {
  readonly x?: string;
  readonly y?: string;
  readonly metric?: string;
  /** Which value stands for the sets that share x and y: the best by default. */
  readonly of?: "max" | "min" | "mean";
  readonly title?: string;
}

type Label = number | string | boolean;

/** A sweep's metric on a grid of two parameters. */
export interface ParameterGrid {
  readonly x: readonly Label[];
  readonly y: readonly Label[];
  /** `z[row of y][column of x]`; null where no set was run. */
  readonly z: readonly (readonly (number | null)[])[];
  readonly names: readonly [x: string, y: string, metric: string];
}

function requireName(name: string | undefined, known: readonly string[], noun: string): string {
  if (name !== undefined && known.includes(name)) return name;
  throw new EngineError(
    "bad-param",
    `unknown ${noun}: ${name ?? "none"}; this sweep has ${known.join(", ")}`,
  );
}

const ascending = (values: readonly Label[]): Label[] =>
  [...new Set(values)].sort((a, b) =>
    typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b)),
  );

const JOIN = {
  max: (values: readonly number[]) => Math.max(...values),
  min: (values: readonly number[]) => Math.min(...values),
  mean: (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length,
} as const;

/** Puts a sweep's sets on a grid of two of its parameters. O(sets). */
export function parameterGrid(sweep: SweepResult, options: ParameterOptions = {}): ParameterGrid {
  const params = Object.keys(sweep.params);
  const metrics = Object.keys(sweep.metrics);
  if (params.length < 2)
    throw new EngineError(
      "bad-param",
      `sweep over ${params.join("") || "nothing"}; two parameters make a grid`,
    );
  const xName = requireName(options.x ?? params[0], params, "parameter");
  const yName = requireName(options.y ?? params.find((name) => name !== xName), params, "parameter");
  const metric = requireName(
    options.metric ?? (metrics.includes("sharpe") ? "sharpe" : metrics[0]),
    metrics,
    "metric",
  );
  const [xs, ys, values] = [sweep.params[xName] ?? [], sweep.params[yName] ?? [], sweep.metrics[metric]];
  const [x, y] = [ascending(xs), ascending(ys)];
  const [columns, rows] = [
    new Map(x.map((value, at) => [value, at])),
    new Map(y.map((value, at) => [value, at])),
  ];
  const cells = y.map(() => x.map((): number[] => []));
  for (let set = 0; set < sweep.sets; set++) {
    const value = values?.[set] ?? NaN;
    if (!Number.isNaN(value))
      cells[rows.get(ys[set] ?? 0) ?? -1]?.[columns.get(xs[set] ?? 0) ?? -1]?.push(value);
  }
  const join = JOIN[options.of ?? "max"];
  const z = cells.map((row) => row.map((cell) => (cell.length === 0 ? null : join(cell))));
  return { x, y, z, names: [xName, yName, metric] };
}

const titleOf = (metric: string): string =>
  statistics.blocks.find(({ kind }) => kind === metric)?.title ?? metric;

/** A sweep's metric by colour over two parameters: plateaus can be trusted, peaks cannot. */
export function parameterHeatmap(sweep: SweepResult, options: ParameterOptions = {}): Figure {
  const { x, y, z, names } = parameterGrid(sweep, options);
  const [xName, yName, metric] = names;
  const hovertemplate = `${xName} %{x}, ${yName} %{y}<br>${metric} %{z:.3f}<extra></extra>`;
  return new Figure(
    [
      {
        type: "heatmap",
        x,
        y,
        z,
        colorscale: "Viridis",
        colorbar: { title: { text: metric }, thickness: 12 },
        hovertemplate,
      },
    ],
    {
      title: { text: options.title ?? `${titleOf(metric)} by ${xName} and ${yName}` },
      xaxis: { title: { text: xName } },
      yaxis: { title: { text: yName } },
      hovermode: "closest",
      height: 420,
    },
  );
}

/** The same as a landscape that can be turned. */
export function parameterSurface(sweep: SweepResult, options: ParameterOptions = {}): Figure {
  const { x, y, z, names } = parameterGrid(sweep, options);
  const [xName, yName, metric] = names;
  return new Figure([{ type: "surface", x, y, z, colorscale: "Viridis", showscale: false }], {
    title: { text: options.title ?? `${titleOf(metric)} by ${xName} and ${yName}` },
    scene: {
      xaxis: { title: { text: xName } },
      yaxis: { title: { text: yName } },
      zaxis: { title: { text: metric } },
    },
    margin: { l: 0, r: 0, t: 40, b: 0 },
    height: 480,
  });
}
