import { defineStatistic } from "./statistic.ts";

/**
 * How a straight line between the returns on the benchmark's worst and best periods misses that on its middle one: below 0 where losses grow
 * faster than the benchmark's. Three periods decide it, so that it is a hint and no estimate. Null for fewer than three.
 */
export const betaFragility = defineStatistic({
  kind: "betaFragility",
  title: "Fragility to the benchmark",
  description: "Convexity of returns against the benchmark's; below 0 is fragile.",
  unit: "fraction",
  source: "Taleb et al. (2012), A New Heuristic Measure of Fragility; empyrical beta_fragility_heuristic",
  benchmarked: true,
  compute: ({ returns, benchmark }) => {
    if (!benchmark || returns.length < 3) return null;
    const rows = Array.from(returns, (_, row) => row).sort(
      (a, b) => (benchmark[a] ?? NaN) - (benchmark[b] ?? NaN),
    );
    const at = (place: number): { readonly own: number; readonly market: number } => {
      const row = rows[place] ?? NaN;
      return { own: returns[row] ?? NaN, market: benchmark[row] ?? NaN };
    };
    const [low, middle, high] = [at(0), at(roundHalfEven(rows.length / 2)), at(rows.length - 1)];
    const range = high.market - low.market;
    const weight = range === 0 ? 0.5 : (middle.market - low.market) / range;
    const other = range === 0 ? 0.5 : (high.market - middle.market) / range;
    return weight * low.own + other * high.own - middle.own;
  },
});

/** As numpy rounds: halves go to the even neighbour. */
function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  return value - floor === 0.5 ? floor + (floor % 2) : Math.round(value);
}
