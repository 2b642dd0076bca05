import { rowAt } from "./chart-link.ts";
import type { RowRange } from "./chart-window.ts";

const DAY_MS = 86_400_000;

/** A part of a chart that is asked for by its name: so many days before the last row. */
export interface ChartSpan {
  readonly name: string;
  readonly days: number;
}

const ALL: ChartSpan = { name: "All", days: Infinity };
const SPANS: readonly ChartSpan[] = [
  { name: "3m", days: 91 },
  { name: "1y", days: 365 },
  { name: "5y", days: 1826 },
];

/** The spans that a chart of this length is worth, all of it last. */
export function spansFor(lengthMs: number): readonly ChartSpan[] {
  return [...SPANS.filter(({ days }) => lengthMs > days * DAY_MS), ALL];
}

/** The rows of a span, with a little room after the last. */
export function spanRows(time: Float64Array, { days }: ChartSpan): RowRange {
  const from = days === Infinity ? 0 : rowAt(time, (time.at(-1) ?? 0) - days * DAY_MS);
  return { from, to: time.length + (time.length - from) * 0.01 };
}

/** The name of the span that is in sight; null where it is another part, which then must not look like the whole. */
export function spanInSight(time: Float64Array, sight: RowRange): string | null {
  if (sight.to < time.length - 0.5) return null;
  if (sight.from < 1) return ALL.name;
  const slack = (sight.to - sight.from) * 0.02;
  const spans = spansFor((time.at(-1) ?? 0) - (time[0] ?? 0));
  return spans.find((span) => Math.abs(spanRows(time, span).from - sight.from) < slack)?.name ?? null;
}

/** The last row that can be seen: what a legend tells of while nothing is pointed at. */
export function lastInSight(time: Float64Array, { to }: RowRange): number {
  return Math.min(Math.max(Math.floor(to - 1), 0), time.length - 1);
}
