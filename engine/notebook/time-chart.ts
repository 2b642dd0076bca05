import { z } from "zod";

// Widened: a column may lie in shared memory.
const column: z.ZodType<Float64Array> = z.instanceof(Float64Array).describe("shape [rows], NaN is a gap");
const name = z.string().max(100);
/** What a colour means; the page's theme says what it looks like. */
const tone = z.enum(["accent", "warn", "gain", "loss", "muted", "text", "violet", "teal"]);

/** One drawing in a pane of a {@link timeChart}; every column has the chart's length. */
export const chartSeries = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("candles"), name, open: column, high: column, low: column, close: column }),
  z.object({ kind: z.literal("volume"), name, values: column.describe("units, at the foot of its pane") }),
  z.object({
    kind: z.literal("line"),
    name,
    values: column,
    tone,
    width: z.number().min(1).max(4).default(1),
  }),
  z.object({ kind: z.literal("area"), name, values: column.describe("filled towards 0"), tone }),
  z.object({ kind: z.literal("bars"), name, values: column.describe("from 0 up or down"), tone }),
  z.object({ kind: z.literal("band"), name, low: column, high: column.describe("filled down to low"), tone }),
]);
export type ChartSeries = z.infer<typeof chartSeries>;

/** Drawings over one value axis. */
export const chartPane = z.object({
  title: name.default(""),
  number: z.enum(["price", "money", "percent", "ratio", "count"]).default("price"),
  share: z.number().min(0.05).max(10).default(1).describe("of the height, relative to the other panes"),
  series: z.array(chartSeries).min(1).max(24),
  levels: z
    .array(z.object({ value: z.number(), title: name, tone }))
    .max(12)
    .default([])
    .describe("horizontal lines with a name"),
});
export type ChartPane = z.infer<typeof chartPane>;

/** A round trip on the first pane: a line from entry to exit with a triangle at each end. */
export const chartTrade = z.object({
  id: z.number().int(),
  side: z.enum(["long", "short"]),
  entryRow: z.number().int().nonnegative(),
  entryPrice: z.number(),
  exitRow: z.number().int().nonnegative().nullable().describe("null while open"),
  exitPrice: z.number().nullable(),
  pnl: z.number(),
});
export type ChartTrade = z.infer<typeof chartTrade>;

/** Most rows of a {@link timeChart}: what a page can hold beside everything else. */
export const CHART_ROWS = 2_000_000;

type Columns = z.infer<typeof chartPane>["series"][number];

/** The columns of one drawing, in a fixed order. */
export function seriesColumns(series: Columns): Float64Array[] {
  if (series.kind === "candles") return [series.open, series.high, series.low, series.close];
  return series.kind === "band" ? [series.low, series.high] : [series.values];
}

function ascends(time: Float64Array): boolean {
  for (let row = 0; row < time.length; row++)
    if (!((time[row] as number) > (row === 0 ? -8.64e15 : (time[row - 1] as number)))) return false;
  return (time.at(-1) ?? 0) < 8.64e15;
}

/** Columns over one time axis, in panes that share crosshair and range; however long, the page draws what can be seen of it. */
export const timeChart = z
  .object({
    title: z.string().max(200).default(""),
    time: column.describe("UTC ms, strictly ascending, at most 2,000,000 rows"),
    panes: z.array(chartPane).min(1).max(8),
    trades: z.array(chartTrade).max(100_000).default([]),
    firstRows: z
      .number()
      .int()
      .positive()
      .optional()
      .describe("rows in sight at first, the last ones; all where absent"),
    height: z.number().min(120).max(1200).default(380).describe("pixels"),
  })
  .refine(({ time }) => time.length <= CHART_ROWS, {
    path: ["time"],
    error: `has more than ${CHART_ROWS} rows`,
  })
  .refine(({ time }) => ascends(time), { path: ["time"], error: "does not ascend strictly; sort it first" })
  .refine(
    ({ time, panes }) =>
      panes.every(({ series }) =>
        series.flatMap(seriesColumns).every(({ length }) => length === time.length),
      ),
    { path: ["panes"], error: "hold columns of another length than time; give one value for each time" },
  );
export type TimeChart = z.infer<typeof timeChart>;

/** A time chart as its author writes it: what has a default may be left out. */
export type TimeChartInput = z.input<typeof timeChart>;

/** Every column of a chart besides its times. */
export function chartColumns(chart: TimeChart): Float64Array[] {
  return chart.panes.flatMap(({ series }) => series.flatMap(seriesColumns));
}
