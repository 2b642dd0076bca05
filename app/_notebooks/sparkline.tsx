const WIDTH = 96;
const HEIGHT = 28;

/** A line small enough for a row; green where it ends higher than it began, with a sign for those who see no colour. What looked ahead earned nothing and says so. */
export function Sparkline({
  values,
  label,
  looksAhead,
  edited,
}: {
  values: readonly number[];
  label: string;
  looksAhead: boolean;
  /** Whether the notebook was edited after this backtest: the line is paler then, in the same colour. */
  edited: boolean;
}) {
  const first = values[0];
  const last = values.at(-1);
  if (first === undefined || last === undefined || values.length < 2) return null;
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const points = values.map(
    (value, index) =>
      `${((index / (values.length - 1)) * WIDTH).toFixed(1)},${(HEIGHT - 2 - ((value - low) / span) * (HEIGHT - 4)).toFixed(1)}`,
  );
  const change = first === 0 ? 0 : (100 * (last - first)) / first;
  const text = looksAhead ? "looks ahead" : `${change < 0 ? "−" : "+"}${Math.abs(change).toFixed(0)}%`;
  return (
    <span
      data-up={looksAhead ? undefined : last >= first}
      data-leaks={looksAhead || undefined}
      data-older={edited || undefined}
      title={edited ? "The notebook was edited after this backtest" : undefined}
    >
      <svg
        width={WIDTH}
        height={HEIGHT}
        role="img"
        aria-label={`${label}${edited ? ", from before the last edits" : ""}: ${text}`}
      >
        <polyline points={points.join(" ")} fill="none" stroke="currentColor" strokeWidth={1.5} />
      </svg>
      <small>{text}</small>
    </span>
  );
}
