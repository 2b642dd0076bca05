import { EngineError } from "#engine/errors.ts";
import type { Bars } from "#engine/market/bars.ts";
import { Figure, TWO_SIDED } from "./figure-value.ts";

type Column = Float64Array | readonly (number | null)[];
const MAX_COLUMNS = 100;

/** Pearson's correlation over the rows where both have a value; NaN for fewer than three or a constant column. O(rows). */
export function correlationOf(a: ArrayLike<number | null>, b: ArrayLike<number | null>): number {
  let [count, meanA, meanB, varA, varB, both] = [0, 0, 0, 0, 0, 0];
  for (let row = 0; row < Math.min(a.length, b.length); row++) {
    const [x, y] = [a[row] ?? NaN, b[row] ?? NaN];
    if (Number.isNaN(x + y)) continue;
    count++;
    const [dx, dy] = [x - meanA, y - meanB];
    meanA += dx / count;
    meanB += dy / count;
    varA += dx * (x - meanA);
    varB += dy * (y - meanB);
    both += dx * (y - meanB);
  }
  return count < 3 || varA === 0 || varB === 0 ? NaN : both / Math.sqrt(varA * varB);
}

/** Returns of symbols' closes at the times that all of them have, by symbol. */
function returnsOf(list: readonly Bars[]): Record<string, Float64Array> {
  const common = list
    .map((bars) => new Set(bars.openTime))
    .reduce((all, times) => new Set([...all].filter((time) => times.has(time))));
  return Object.fromEntries(
    list.map((bars) => {
      const closes = bars.close.filter((_, row) => common.has(bars.openTime[row] ?? NaN));
      return [
        bars.symbol,
        closes.map((close, row) => (row === 0 ? NaN : close / (closes[row - 1] ?? NaN) - 1)),
      ];
    }),
  );
}

const isBarsList = (given: unknown): given is readonly Bars[] =>
  Array.isArray(given) && given.every((each) => typeof each === "object" && each !== null && "close" in each);

/**
 * How strongly columns move together, from -1 to 1: columns by name, or several symbols' bars, whose returns are taken.
 *
 * @throws EngineError "over-limit" past 100 columns.
 */
export function correlation(
  given: Readonly<Record<string, Column>> | readonly Bars[],
  options: { readonly title?: string } = {},
): Figure {
  const columns: Readonly<Record<string, Column>> = isBarsList(given) ? returnsOf(given) : given;
  const names = Object.keys(columns);
  if (names.length < 2 || names.length > MAX_COLUMNS)
    throw new EngineError("over-limit", `correlation of ${names.length} columns; give 2 to ${MAX_COLUMNS}`);
  const z = names.map((a) =>
    names.map((b) => (a === b ? 1 : correlationOf(columns[a] ?? [], columns[b] ?? []))),
  );
  return new Figure(
    [
      {
        ...{
          type: "heatmap",
          x: names,
          y: names,
          z,
          zmin: -1,
          zmax: 1,
          colorscale: TWO_SIDED,
          xgap: 1,
          ygap: 1,
        },
        ...(names.length <= 16 ? { texttemplate: "%{z:.2f}" } : {}),
        ...{ colorbar: { thickness: 12 }, hovertemplate: "%{x}, %{y}: %{z:.3f}<extra></extra>" },
      },
    ],
    {
      title: { text: options.title ?? "Correlation" },
      xaxis: { type: "category", showgrid: false },
      yaxis: { type: "category", autorange: "reversed", showgrid: false },
      hovermode: "closest",
      height: Math.min(720, 120 + 32 * names.length),
    },
  );
}
