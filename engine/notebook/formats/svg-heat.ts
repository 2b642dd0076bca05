import { escapeHtml } from "./escape-html.ts";

/** A grid of values by colour; rows stand from the top down. */
export interface HeatGrid {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly string[];
  /** One per row, one value per column; NaN stays empty. */
  readonly values: readonly (readonly number[])[];
  /** Names of the two sides; empty for none. */
  readonly across: string;
  readonly up: string;
  /** The value in words, for the key, the hover and, where there is room, the cell. */
  readonly text: (value: number) => string;
  /** Whether colours part at 0, else from the least to the greatest; whatever is best has the full colour. */
  readonly isSigned: boolean;
  /** Whether the least value is the best. */
  readonly isLessBetter?: boolean;
}

const WIDTH = 760;
const ROW_HEIGHT = 24;
const [MIN_HEIGHT, MAX_HEIGHT] = [96, 320] as const;
const [LEFT, RIGHT, TOP] = [76, 12, 8] as const;
const FOOT = { names: 20, title: 20 } as const;
/** Most names along a side, and most columns of which each cell holds its number. */
const [MOST_ACROSS, MOST_UP, MOST_TOLD] = [16, 16, 14] as const;
const FAINTEST = 0.07;
/** From this strength on a number is written in the colour of the page. */
const DARK = 0.6;

/**
 * Draws a grid as a self-contained SVG element with its key, coloured by the page's `--series-0` and `--series-1`. O(cells).
 *
 * @returns Markup without scripts, styles, links or the caller's own markup; a sentence when nothing is finite.
 */
export function svgHeat(grid: HeatGrid): string {
  const finite = grid.values.flat().filter(Number.isFinite);
  if (finite.length === 0) return "<p>Nothing to draw.</p>";
  const [least, most] = finite.reduce(([a, b], v) => [Math.min(a, v), Math.max(b, v)], [Infinity, -Infinity]);
  const strength = strengthOf(grid, least, most);
  const body = Math.min(MAX_HEIGHT, Math.max(MIN_HEIGHT, grid.rows.length * ROW_HEIGHT));
  const shape = {
    width: (WIDTH - LEFT - RIGHT) / grid.columns.length,
    height: body / grid.rows.length,
    body,
  };
  const height = TOP + body + FOOT.names + (grid.across === "" ? 0 : FOOT.title);
  const label = escapeHtml(grid.title);
  return (
    `<figure><svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${label}">${cells(grid, shape, strength)}${sides(grid, shape)}</svg>` +
    `<figcaption>Least ${escapeHtml(grid.text(least))}, greatest ${escapeHtml(grid.text(most))}; the stronger the colour, the ${wordOf(grid)}.</figcaption></figure>`
  );
}

interface Shape {
  readonly width: number;
  readonly height: number;
  /** Height of all cells. */
  readonly body: number;
}
type Strength = (value: number) => number;

const round = (value: number): number => Math.round(value * 10) / 10;

function wordOf({ isSigned, isLessBetter = false }: HeatGrid): string {
  if (isSigned) return "farther from 0, in the one colour above and in the other below it";
  return isLessBetter ? "less" : "greater";
}

/** How strong a value's colour is, 0 to 1. */
function strengthOf({ isSigned, isLessBetter = false }: HeatGrid, least: number, most: number): Strength {
  const reach = Math.max(Math.abs(least), Math.abs(most));
  if (isSigned) return (value) => (reach > 0 ? Math.abs(value) / reach : 0);
  const share = (value: number): number => (most > least ? (value - least) / (most - least) : 1);
  return isLessBetter ? (value) => 1 - share(value) : share;
}

function cells(grid: HeatGrid, { width, height }: Shape, strength: Strength): string {
  const isTold = grid.columns.length <= MOST_TOLD && height >= 14;
  const cell = (value: number, column: number, row: number): string => {
    if (!Number.isFinite(value)) return "";
    const [x, y] = [LEFT + column * width, TOP + row * height];
    const strong = FAINTEST + (1 - FAINTEST) * strength(value);
    const colour = `var(--series-${grid.isSigned && value < 0 ? 1 : 0})`;
    const said = escapeHtml(`${grid.columns[column] ?? ""}, ${grid.rows[row] ?? ""}: ${grid.text(value)}`);
    const box = `<rect x="${round(x + 0.5)}" y="${round(y + 0.5)}" width="${round(Math.max(1, width - 1))}" height="${round(Math.max(1, height - 1))}" fill="${colour}" fill-opacity="${strong.toFixed(2)}"><title>${said}</title></rect>`;
    if (!isTold) return box;
    const ink = strong > DARK ? "var(--ground)" : "var(--text)";
    return `${box}<text x="${round(x + width / 2)}" y="${round(y + height / 2 + 4)}" text-anchor="middle" style="fill:${ink}">${escapeHtml(grid.text(value))}</text>`;
  };
  return grid.values.map((row, at) => row.map((value, column) => cell(value, column, at)).join("")).join("");
}

/** Names of rows and columns: each where there is room, else every second, third and so on. */
function sides({ columns, rows, across, up }: HeatGrid, { width, height, body }: Shape): string {
  const [everyColumn, everyRow] = [Math.ceil(columns.length / MOST_ACROSS), Math.ceil(rows.length / MOST_UP)];
  const foot = TOP + body + 15;
  const names = columns.map((name, at) =>
    at % everyColumn === 0
      ? `<text x="${round(LEFT + (at + 0.5) * width)}" y="${foot}" text-anchor="middle">${escapeHtml(name)}</text>`
      : "",
  );
  const side = rows.map((name, at) =>
    at % everyRow === 0
      ? `<text x="${LEFT - 6}" y="${round(TOP + (at + 0.5) * height + 4)}" text-anchor="end">${escapeHtml(name)}</text>`
      : "",
  );
  const middle = round(TOP + body / 2);
  const titles = [
    across === ""
      ? ""
      : `<text x="${round((LEFT + WIDTH - RIGHT) / 2)}" y="${foot + FOOT.title}" text-anchor="middle">${escapeHtml(across)}</text>`,
    up === ""
      ? ""
      : `<text x="12" y="${middle}" text-anchor="middle" transform="rotate(-90 12 ${middle})">${escapeHtml(up)}</text>`,
  ];
  return [...names, ...side, ...titles].join("");
}
