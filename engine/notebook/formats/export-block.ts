import type { CellOutput, ValueNode } from "../output.ts";
import type { TimeChart } from "../time-chart.ts";
import { backtestBlocks } from "./backtest-blocks.ts";
import { figureSvg } from "./figure-svg.ts";
import { figureTable } from "./figure-table.ts";
import { heatFigure } from "./heat-figure.ts";
import { studyBlocks } from "./study-blocks.ts";
import { svgChart } from "./svg-chart.ts";

/** A table as text, ready to be printed. */
export interface ExportTable {
  readonly columns: readonly string[];
  /** Whether a column is set to the right. */
  readonly numeric: readonly boolean[];
  readonly rows: readonly (readonly string[])[];
  /** How many rows there were, of which `rows` may be the first. */
  readonly rowCount: number;
}

/** What a document may hold of an output: words, numbers and drawings, nothing that runs. */
export type ExportBlock =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "markdown"; readonly source: string }
  | { readonly type: "table"; readonly title?: string; readonly table: ExportTable }
  | {
      readonly type: "chart";
      readonly title: string;
      readonly svg: string;
      /** Its numbers, for documents that hold no drawings. */
      readonly table?: ExportTable;
    }
  | { readonly type: "image"; readonly label: string; readonly svg: string }
  | {
      readonly type: "facts";
      readonly title: string;
      readonly facts: readonly (readonly [string, string])[];
    };

/** Reads an Arrow IPC stream; the engine knows no Arrow, so that its caller does. */
export type TableReader = (ipc: Uint8Array, rowCount: number) => ExportTable;

/** Traces of one figure that are shown as tables. */
const MAX_TABLES = 12;
/** Most characters of one value's picture. */
const MAX_TEXT = 20_000;

/** An output as blocks of a document. */
export function exportBlocks(output: CellOutput, readTable: TableReader): ExportBlock[] {
  switch (output.type) {
    case "text":
      return [{ type: "text", text: output.text }];
    case "markdown":
      return [{ type: "markdown", source: output.source }];
    case "value":
      return [{ type: "text", text: valueText(output.value).slice(0, MAX_TEXT) }];
    case "table":
      return [tableBlock(output.ipc, output.rowCount, readTable)];
    case "figure":
      return figureBlocks(output.data, output.layout);
    case "chart":
      return chartBlocks(output.chart);
    case "image":
      return [{ type: "image", label: output.label, svg: output.svg }];
    case "backtest":
      return backtestBlocks(output.result);
    case "search":
      return studyBlocks(output);
    default:
      return otherBlocks(output);
  }
}

/** Inputs are shown by their name and value; what this file has never heard of, by its type. */
function otherBlocks(output: CellOutput): ExportBlock[] {
  if (output.type !== "control") return [{ type: "text", text: `[${output.type}]` }];
  const { control } = output;
  const value = "value" in control ? JSON.stringify(control.value) : "";
  return [{ type: "facts", title: "Input", facts: [[control.label || control.name, value.slice(0, 200)]] }];
}

function tableBlock(ipc: Uint8Array, rowCount: number, readTable: TableReader): ExportBlock {
  try {
    return { type: "table", table: readTable(ipc, rowCount) };
  } catch {
    return { type: "text", text: `[table of ${rowCount} rows that cannot be read]` };
  }
}

/** A value as an indented outline, one entry a line. */
export function valueText(node: ValueNode, depth = 0): string {
  if (node.kind === "leaf") return node.text;
  const lines = node.entries.map(
    ({ key, value }) => `${"  ".repeat(depth + 1)}${key}: ${valueText(value, depth + 1)}`,
  );
  const more = node.size > node.entries.length ? [`${"  ".repeat(depth + 1)}… ${node.size} in all`] : [];
  return [node.type, ...lines, ...more].join("\n");
}

/** Lines, points, bars and heat maps are drawn; surfaces and pies are told by their numbers. */
function figureBlocks(
  data: readonly Readonly<Record<string, unknown>>[],
  layout: Readonly<Record<string, unknown>>,
): ExportBlock[] {
  const title = titleOf(layout["title"]);
  const svg = figureSvg(data, title);
  if (svg !== null) return [{ type: "chart", title, svg }];
  const tables = data.slice(0, MAX_TABLES).map(figureTable);
  const heat = heatFigure(data, layout, title);
  if (heat !== null) return [{ type: "chart", title, svg: heat, ...(tables[0] && { table: tables[0] }) }];
  if (tables.length > 0 && tables.every((table) => table !== null))
    return tables.flatMap((table, at): ExportBlock[] => {
      const name = data[at]?.["name"];
      const heading = [title, typeof name === "string" ? name : ""].filter((part) => part !== "").join(": ");
      return [{ type: "table", ...(heading !== "" && { title: heading }), table }];
    });
  const facts = data.slice(0, 50).map((trace, index): [string, string] => {
    const { name, type } = trace;
    return [
      typeof name === "string" ? name : `Trace ${index + 1}`,
      typeof type === "string" ? type : "scatter",
    ];
  });
  return [{ type: "facts", title: title || "Figure (open the notebook to see it)", facts }];
}

function titleOf(title: unknown): string {
  if (typeof title === "string") return title;
  const text: unknown = typeof title === "object" && title !== null && "text" in title ? title.text : "";
  return typeof text === "string" ? text : "";
}

/** One drawing per pane, over the same times. */
function chartBlocks({ title, time, panes }: TimeChart): ExportBlock[] {
  return panes.map((pane): ExportBlock => {
    const heading = [title, pane.title].filter((part) => part !== "").join(": ");
    const series = pane.series.flatMap((one) => {
      const kind = one.kind === "bars" || one.kind === "volume" ? ("bars" as const) : ("line" as const);
      return linesOf(one).map(([name, y]) => ({ name, kind, x: time, y }));
    });
    return { type: "chart", title: heading, svg: svgChart(series, { title: heading, xKind: "time" }) };
  });
}

/** What a static picture draws of one series: a candle's close, both edges of a band. */
function linesOf(series: TimeChart["panes"][number]["series"][number]): [string, Float64Array][] {
  const { kind, name } = series;
  if (kind === "candles") return [[name, series.close]];
  if (kind !== "band") return [[name, series.values]];
  return [
    [`${name}, low`, series.low],
    [`${name}, high`, series.high],
  ];
}
