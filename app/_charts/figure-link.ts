import { type ChartLink, type LinkedChart, overlaps, type TimeRange } from "./chart-link.ts";
import type { Plotly, PlotlyElement } from "./plotly.ts";

const timeOf = (value: unknown): number => {
  if (typeof value === "number") return value;
  if (value instanceof Date) return value.getTime();
  if (typeof value !== "string") return NaN;
  // Plotly's dates have no zone and mean UTC.
  return Date.parse(/[zZ]|[+-]\d\d:?\d\d$/.test(value) ? value : `${value.replace(" ", "T")}Z`);
};

/** From the first to the last moment of a figure over time, as its traces have them; null for any other figure. */
export function figureTimes(
  data: readonly Record<string, unknown>[],
  layout: Readonly<Record<string, unknown>>,
): TimeRange | null {
  const axis = layout["xaxis"];
  if (typeof axis !== "object" || axis === null || (axis as { type?: unknown }).type !== "date") return null;
  const ends = data.flatMap(({ x }) => {
    const values = Array.isArray(x) || ArrayBuffer.isView(x) ? (x as unknown as ArrayLike<unknown>) : [];
    return [timeOf(values[0]), timeOf(values[values.length - 1])].filter(Number.isFinite);
  });
  return ends.length === 0 ? null : { from: Math.min(...ends), to: Math.max(...ends) };
}

/** What plotly says of a range that was chosen; null for any other change, and for "all" the figure's own times. */
export function rangeOf(change: Readonly<Record<string, unknown>>, all: TimeRange): TimeRange | null {
  if (change["xaxis.autorange"] === true) return all;
  const pair = change["xaxis.range"];
  const [from, to] = Array.isArray(pair)
    ? (pair as unknown[])
    : [change["xaxis.range[0]"], change["xaxis.range[1]"]];
  const range = { from: timeOf(from), to: timeOf(to) };
  return Number.isFinite(range.from) && Number.isFinite(range.to) ? range : null;
}

/** A moment's place on the figure, in pixels from its left; null outside of the axis. */
function pixelOf({ _fullLayout: layout }: PlotlyElement, moment: number): number | null {
  const axis = layout?.xaxis;
  if (axis === undefined || layout === undefined) return null;
  const at = axis.d2p(moment);
  return at < 0 || at > axis._length ? null : at + layout._size.l;
}

/**
 * Ties a figure over time to a group of charts: their crosshair is `cursor`, a line over the figure, and a range that is
 * chosen in one of them is shown in all.
 *
 * @returns Parts them.
 */
export function joinFigure(
  link: ChartLink,
  plotly: Plotly,
  element: PlotlyElement,
  cursor: HTMLElement,
  times: TimeRange,
): () => void {
  const known = Float64Array.of(times.from, times.to);
  let told = false;
  const linked: LinkedChart = {
    point(moment) {
      const at = moment === null ? null : pixelOf(element, moment);
      cursor.hidden = at === null;
      if (at !== null) cursor.style.transform = `translateX(${at}px)`;
    },
    look(range) {
      if (!overlaps(known, range)) return;
      told = true;
      const { from, to } = range;
      void plotly
        .relayout(element, { "xaxis.range": [new Date(from).toISOString(), new Date(to).toISOString()] })
        .finally(() => (told = false));
    },
  };
  const moved = (change: Readonly<Record<string, unknown>>): void => {
    const range = told ? null : rangeOf(change, times);
    if (range !== null) link.look(linked, range);
  };
  const hovered = ({ points: [point] }: { points: readonly { x?: unknown }[] }): void => {
    const moment = timeOf(point?.x);
    if (Number.isFinite(moment)) link.point(linked, moment);
  };
  const left = (): void => link.point(linked, null);
  element.on("plotly_relayout", moved);
  element.on("plotly_hover", hovered);
  element.on("plotly_unhover", left);
  const leave = link.join(linked);
  if (link.sight) linked.look(link.sight);
  return () => {
    leave();
    cursor.hidden = true;
    element.removeListener("plotly_relayout", moved);
    element.removeListener("plotly_hover", hovered);
    element.removeListener("plotly_unhover", left);
  };
}
