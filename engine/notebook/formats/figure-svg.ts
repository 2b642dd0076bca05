import { svgChart, type SvgSeries } from "./svg-chart.ts";

type Trace = Readonly<Record<string, unknown>>;

const MAX_POINTS = 200_000;

/** What a column of a trace is: numbers as they are, dates as UTC milliseconds, anything else as names. */
interface Axis {
  readonly kind: "number" | "time" | "category";
  readonly values: readonly number[];
  readonly names: readonly string[];
}

/**
 * Draws a plotly figure's lines, points and bars as SVG.
 *
 * @returns null for what cannot be drawn so (heat maps, surfaces, pies): its data is shown as a table instead.
 */
export function figureSvg(data: readonly Trace[], title: string): string | null {
  const series = data.map(traceSeries);
  if (series.length === 0 || series.some((one) => one === null)) return null;
  const drawable = series.flatMap((one) => (one === null ? [] : [one]));
  const kinds = new Set(drawable.map(({ axis }) => axis.kind));
  const [kind] = kinds;
  if (kinds.size !== 1 || kind === undefined) return null;
  return svgChart(
    drawable.map(({ series: one }) => one),
    { title, xKind: kind, categories: drawable[0]?.axis.names ?? [] },
  );
}

function traceSeries(trace: Trace): { series: SvgSeries; axis: Axis } | null {
  const type = typeof trace["type"] === "string" ? trace["type"] : "scatter";
  const kind = seriesKind(type, trace["mode"]);
  const y = column(trace["y"] ?? trace["close"]);
  if (kind === null || y === null) return null;
  const axis = axisOf(column(trace["x"]) ?? y.map((_, row) => row));
  const name = typeof trace["name"] === "string" ? trace["name"] : "";
  return { series: { name, kind, x: axis.values, y: y.map(toNumber) }, axis };
}

function seriesKind(type: string, mode: unknown): SvgSeries["kind"] | null {
  if (type === "bar") return "bars";
  if (type === "candlestick" || type === "ohlc") return "line";
  if (type !== "scatter" && type !== "scattergl") return null;
  return mode === "markers" ? "markers" : "line";
}

function column(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return (value as unknown[]).slice(0, MAX_POINTS);
  if (ArrayBuffer.isView(value) && "length" in value)
    return Array.from(value as unknown as ArrayLike<unknown>).slice(0, MAX_POINTS);
  return null;
}

const toNumber = (value: unknown): number => (typeof value === "number" ? value : NaN);
const DATE = /^\d{4}-\d\d(-\d\d)?/;

function axisOf(values: readonly unknown[]): Axis {
  if (values.every((value) => typeof value === "number")) {
    // Plotly takes milliseconds on a date axis: no other quantity of these charts is that large and whole.
    const time = values.length > 0 && values.every((value) => Math.abs(value) > 1e11);
    return { kind: time ? "time" : "number", values, names: [] };
  }
  if (values.every((value) => value instanceof Date || (typeof value === "string" && DATE.test(value))))
    return { kind: "time", values: values.map((value) => Date.parse(String(value))), names: [] };
  const names = [...new Set(values.map(String))];
  const place = new Map(names.map((name, index) => [name, index]));
  return { kind: "category", values: values.map((value) => place.get(String(value)) ?? NaN), names };
}
