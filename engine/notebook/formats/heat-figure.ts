import { shortNumber } from "./short-number.ts";
import { svgHeat } from "./svg-heat.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Past these a grid is told by its numbers. */
const [MAX_COLUMNS, MAX_ROWS] = [200, 200] as const;

/**
 * Draws a plotly figure that is one heat map.
 *
 * @returns null for anything else, and for a grid that is too large to be read.
 */
export function heatFigure(data: readonly Fields[], layout: Fields, title: string): string | null {
  const [trace, ...others] = data;
  if (trace?.["type"] !== "heatmap" || others.length > 0) return null;
  const z = list(trace["z"]).map(list);
  const width = Math.max(0, ...z.map((row) => row.length));
  if (width === 0 || width > MAX_COLUMNS || z.length > MAX_ROWS) return null;
  const [xs, ys] = [list(trace["x"]), list(trace["y"])];
  const rows = z.map((row, at) => ({
    name: nameOf(ys[at] ?? at),
    values: Array.from({ length: width }, (_, column) => numberOf(row[column])),
  }));
  // Plotly's first row is at the foot unless its axis is turned.
  const shown = read(layout["yaxis"], "autorange") === "reversed" ? rows : rows.reverse();
  return svgHeat({
    title,
    columns: Array.from({ length: width }, (_, at) => nameOf(xs[at] ?? at)),
    rows: shown.map(({ name }) => name),
    values: shown.map(({ values }) => values),
    across: titleOf(layout["xaxis"]),
    up: titleOf(layout["yaxis"]),
    text: shortNumber,
    isSigned: isBalanced(trace),
  });
}

/** Whether the colours were laid evenly around 0. */
function isBalanced({ zmin, zmax, zmid }: Fields): boolean {
  return zmid === 0 || (typeof zmin === "number" && typeof zmax === "number" && zmin === -zmax);
}

function list(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value as unknown[];
  if (ArrayBuffer.isView(value) && "length" in value)
    return Array.from(value as unknown as ArrayLike<unknown>);
  return [];
}

const numberOf = (value: unknown): number => (typeof value === "number" ? value : NaN);

function nameOf(value: unknown): string {
  if (typeof value === "number") return String(Number(value.toPrecision(6)));
  return typeof value === "string" ? value.slice(0, 40) : "";
}

const read = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null ? (value as Fields)[key] : undefined;

function titleOf(axis: unknown): string {
  const title = read(axis, "title");
  const text = typeof title === "string" ? title : read(title, "text");
  return typeof text === "string" ? text.slice(0, 100) : "";
}
