/** Points of an account that are kept with a saved run; a screen has fewer pixels. */
const POINTS = 2000;

/** An account at evenly chosen closes, first and last among them. */
export function thinCurve({ time, equity }: { readonly time: Float64Array; readonly equity: Float64Array }): {
  time: number[];
  equity: number[];
} {
  const points = Math.min(POINTS, time.length);
  const rows = Array.from({ length: points }, (_, at) =>
    points === 1 ? 0 : Math.round((at * (time.length - 1)) / (points - 1)),
  );
  return { time: rows.map((row) => time[row] ?? 0), equity: rows.map((row) => equity[row] ?? 0) };
}
