import { seriesColumns, type ChartSeries } from "#engine/notebook/time-chart.ts";

/** Whether two drawings of one shape show the same numbers: a benchmark stays as it is while the account moves. O(rows). */
export function isSameSeries(a: ChartSeries, b: ChartSeries | undefined): boolean {
  if (a.kind !== b?.kind) return false;
  const [own, other] = [seriesColumns(a), seriesColumns(b)];
  return own.every((column, index) => isSameColumn(column, other[index]));
}

function isSameColumn(a: Float64Array, b: Float64Array | undefined): boolean {
  if (a === b) return true;
  if (a.length !== b?.length) return false;
  // NaN is a gap here as there.
  for (let row = 0; row < a.length; row++) if (!Object.is(a[row], b[row])) return false;
  return true;
}
