import type { BacktestResult } from "#engine/result.ts";
import { OUTPUT_LIMITS } from "#engine/notebook/output.ts";
import type { CellOutput } from "#engine/notebook/output.ts";
import { barsOf, isBars } from "./plain-bars.ts";
import { Chart, Figure } from "./plot.ts";
import { StudyView } from "./research/study-view.ts";
import { isShown, SHOWN } from "./shown.ts";
import { SvgImage } from "./svg-image.ts";
import { Table } from "./table.ts";
import { valueTree } from "./value-tree.ts";

/** Text in markdown, as the `md` tag makes it. */
export class Markdown {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  /** Its name for whoever looks at it, which a bundle's renaming leaves alone. */
  get [Symbol.toStringTag](): string {
    return "Markdown";
  }
}

function isBacktest(value: object): value is BacktestResult {
  return (
    "manifest" in value && "resultHash" in value && "equity" in value && value.equity instanceof Float64Array
  );
}

function cut(text: string): string {
  const limit = OUTPUT_LIMITS.textChars - 100;
  return text.length <= limit
    ? text
    : `${text.slice(0, limit)}\n... ${text.length} characters, the rest is not shown`;
}

function objectOutput(value: object): CellOutput {
  if (value instanceof Markdown) return { type: "markdown", source: cut(value.source) };
  if (value instanceof Table) return { type: "table", rowCount: value.rowCount, ipc: value.ipc };
  if (value instanceof Figure) return { type: "figure", data: value.data, layout: value.layout };
  if (value instanceof Chart) return { type: "chart", chart: value.chart };
  if (value instanceof StudyView) return value.output;
  if (value instanceof SvgImage) return { type: "image", svg: value.svg, label: value.label };
  if (isBacktest(value)) return { type: "backtest", result: value };
  return { type: "value", value: valueTree(value) };
}

/** What a value looks like under its cell: tables, charts and results as themselves, the rest as a bounded tree. */
export function showValue(value: unknown): CellOutput {
  if (typeof value === "string") return { type: "text", text: cut(value) };
  if (typeof value === "object" && value !== null) return objectOutput(value);
  return { type: "value", value: valueTree(value) };
}

/** Everything that a value is shown as, in order: itself, or what it says is shown in its place. */
export function showAll(value: unknown): CellOutput[] {
  if (isBars(value)) return barsOf(value).map(showValue);
  return isShown(value) ? value[SHOWN].map(showValue) : [showValue(value)];
}
