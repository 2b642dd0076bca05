import { type Range, roundTicks, type Tick } from "./axis-ticks.ts";
import { escapeHtml } from "./escape-html.ts";
import { timeTicks } from "./time-ticks.ts";

/** Points joined by a line, or bars from 0; NaN is a gap. */
export interface SvgSeries {
  readonly name: string;
  readonly kind: "line" | "markers" | "bars";
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

/** What a chart says besides its series. */
export interface SvgChartOptions {
  readonly title: string;
  /** "time" takes x as UTC milliseconds. */
  readonly xKind: "number" | "time" | "category";
  /** Names of x = 0, 1, 2 ... for categories. */
  readonly categories?: readonly string[];
  /** "fraction" writes 0.25 as 25%. */
  readonly yUnit?: "number" | "fraction";
}

const WIDTH = 760;
const HEIGHT = 260;
const BOX = { left: 64, right: 12, top: 12, bottom: 26 } as const;
/** Half of a sign's width: a name in the middle under its mark must not stand over the edge. */
const HALF_SIGN = 3.4;
/** A line needs no more points than there are pixels; each column of pixels keeps its extremes. */
const MAX_POINTS = 2 * WIDTH;
const LEVELS = 5;
const COLUMNS = 8;

/**
 * Draws series over common axes as a self-contained SVG element, coloured by the page's `--series-0` and on.
 *
 * @returns Markup without scripts, styles, links or the caller's own markup; a sentence when nothing is finite.
 */
export function svgChart(series: readonly SvgSeries[], options: SvgChartOptions): string {
  const drawn = series.map(thinned).filter(({ x }) => x.length > 0);
  const xs = rangeOf(drawn.map(({ x }) => x));
  const ys = rangeOf([
    ...drawn.map(({ y }) => y),
    ...(drawn.some(({ kind }) => kind === "bars") ? [[0]] : []),
  ]);
  if (xs === null || ys === null) return "<p>Nothing to draw.</p>";
  const px = scale(xs, BOX.left, WIDTH - BOX.right);
  const py = scale(ys, HEIGHT - BOX.bottom, BOX.top);
  const body = drawn.map((one, index) => drawSeries(one, index, px, py)).join("");
  const axes = drawAxes(xs, ys, px, py, options);
  return `<figure><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeHtml(options.title)}">${axes}${body}</svg>${legend(drawn)}</figure>`;
}

function rangeOf(columns: readonly ArrayLike<number>[]): Range | null {
  let min = Infinity;
  let max = -Infinity;
  for (const column of columns)
    for (let row = 0; row < column.length; row++) {
      const value = column[row] ?? NaN;
      if (!Number.isFinite(value)) continue;
      if (value < min) min = value;
      if (value > max) max = value;
    }
  if (min > max) return null;
  if (min < max) return { min, max };
  const margin = Math.max(0.5, Math.abs(min) / 100);
  return min > 0 ? { min: min - margin, max } : { min, max: max + margin };
}

function scale({ min, max }: Range, from: number, to: number): (value: number) => number {
  // Halved, so that the span of the largest doubles is still a number.
  const span = max / 2 - min / 2;
  return (value) => from + ((value / 2 - min / 2) / span) * (to - from);
}

/** The series with no more points than can be told apart: of each run of rows its lowest and highest. */
function thinned(series: SvgSeries): SvgSeries {
  const { x, y } = series;
  const rows = Math.min(x.length, y.length);
  if (rows <= MAX_POINTS)
    return { ...series, x: Array.from(x).slice(0, rows), y: Array.from(y).slice(0, rows) };
  const size = Math.ceil(rows / WIDTH);
  const kept: number[] = [];
  for (let from = 0; from < rows; from += size) kept.push(...extremes(y, from, Math.min(from + size, rows)));
  return { ...series, x: kept.map((row) => x[row] ?? NaN), y: kept.map((row) => y[row] ?? NaN) };
}

function extremes(y: ArrayLike<number>, from: number, to: number): number[] {
  let low = from;
  let high = from;
  for (let row = from; row < to; row++) {
    if ((y[row] ?? NaN) < (y[low] ?? Infinity)) low = row;
    if ((y[row] ?? NaN) > (y[high] ?? -Infinity)) high = row;
  }
  return low === high ? [low] : [Math.min(low, high), Math.max(low, high)];
}

type Scale = (value: number) => number;
const round = (value: number) => Math.round(value * 10) / 10;

function drawSeries({ kind, x, y }: SvgSeries, index: number, px: Scale, py: Scale): string {
  const colour = `var(--series-${index % 6})`;
  const points = Array.from(
    { length: x.length },
    (_, row) => [px(x[row] ?? NaN), py(y[row] ?? NaN)] as const,
  );
  if (kind === "line") return `<path d="${linePath(points)}" fill="none" stroke="${colour}"/>`;
  const shown = points.filter(([left, top]) => Number.isFinite(left) && Number.isFinite(top));
  if (kind === "markers")
    return shown
      .map(([left, top]) => `<circle cx="${round(left)}" cy="${round(top)}" r="2.5" fill="${colour}"/>`)
      .join("");
  const width = Math.max(1, ((WIDTH - BOX.left - BOX.right) / Math.max(1, x.length)) * 0.8);
  return shown
    .map(([left, top]) => {
      const [high, low] = [Math.min(top, py(0)), Math.max(top, py(0))];
      return `<rect x="${round(left - width / 2)}" y="${round(high)}" width="${round(width)}" height="${round(low - high)}" fill="${colour}"/>`;
    })
    .join("");
}

/** A path that is lifted over gaps. */
function linePath(points: readonly (readonly [number, number])[]): string {
  let down = false;
  let path = "";
  for (const [x, y] of points) {
    const finite = Number.isFinite(x) && Number.isFinite(y);
    if (finite) path += `${down ? "L" : "M"}${round(x)} ${round(y)}`;
    down = finite;
  }
  return path;
}

function drawAxes(xs: Range, ys: Range, px: Scale, py: Scale, options: SvgChartOptions): string {
  const level = ({ value, text }: Tick) =>
    `<line x1="${BOX.left}" x2="${WIDTH - BOX.right}" y1="${round(py(value))}" y2="${round(py(value))}" class="grid"/>` +
    `<text x="${BOX.left - 6}" y="${round(py(value) + 4)}" text-anchor="end">${escapeHtml(text)}</text>`;
  const mark = ({ value, text }: Tick) => {
    const left = round(px(value));
    const anchor = left > WIDTH - text.length * HALF_SIGN ? "end" : "middle";
    return `<text x="${left}" y="${HEIGHT - 8}" text-anchor="${anchor}">${escapeHtml(text)}</text>`;
  };
  const levels = roundTicks(ys, LEVELS, options.yUnit);
  return levels.map(level).join("") + columnTicks(xs, options).map(mark).join("");
}

function columnTicks(xs: Range, { xKind, categories = [] }: SvgChartOptions): Tick[] {
  if (xKind === "time") return timeTicks(xs, COLUMNS);
  if (xKind === "number") return roundTicks(xs, COLUMNS);
  const every = Math.max(1, Math.ceil(categories.length / COLUMNS));
  return categories.flatMap((text, value) =>
    value % every === 0 && value >= xs.min && value <= xs.max ? [{ value, text }] : [],
  );
}

function legend(series: readonly SvgSeries[]): string {
  if (series.length < 2) return "";
  const entries = series.map(
    ({ name }, index) =>
      `<li style="color:var(--series-${index % 6})">${escapeHtml(name || `Series ${index + 1}`)}</li>`,
  );
  return `<ul class="legend">${entries.join("")}</ul>`;
}
