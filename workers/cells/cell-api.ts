import { EngineError } from "#engine/errors.ts";
import type { CellRun } from "#engine/notebook/host.ts";
import { sliderControl } from "#engine/notebook/output.ts";
import type { LogLine } from "#engine/notebook/output.ts";
import { sqlTables } from "#engine/notebook/sql-template.ts";
import type { QueryParam, QueryTable, Warehouse } from "#workers/warehouse/api.ts";
import { plot } from "./plot.ts";
import type { PriceLibrary } from "./price-library.ts";
import { Markdown, showValue } from "./show-value.ts";
import type { CellProgram } from "./syntax.ts";
import { Table, tableOf } from "./table.ts";
import { valueText } from "./value-tree.ts";

/** A slider's range; `value` is where it starts. A `step` left out is 1 between whole numbers, else a hundredth. */
export interface SliderOptions {
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly value: number;
  readonly label?: string;
}

/** What the names in a cell reach: made anew for each run, so that overlapping runs never mix. */
export interface CellContext {
  readonly run: CellRun<CellProgram>;
  readonly library: PriceLibrary;
  readonly warehouse: Warehouse;
  readonly signal: AbortSignal;
  readonly invalidation: Promise<void>;
}

const MAX_LIST = 1000;

function toParam(value: unknown): QueryParam {
  if (value === null || value === undefined) return null;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "bigint") return Number(value);
  if (value instanceof Date) return value.toISOString().replace("T", " ").replace("Z", "");
  throw new EngineError(
    "bad-param",
    `sql parameter: ${valueText(value)}; use a number, text, boolean, date or a list of them`,
  );
}

/** A template as a statement with `?` for its values; a list becomes `(?, ?, ...)`, for IN. */
function bind(texts: readonly string[], values: readonly unknown[]): { text: string; params: QueryParam[] } {
  const params: QueryParam[] = [];
  const holes = values.map((value) => {
    const list = Array.isArray(value) ? (value as unknown[]) : null;
    if (list !== null && (list.length === 0 || list.length > MAX_LIST))
      throw new EngineError("bad-param", `sql list of ${list.length} values; use 1 to ${MAX_LIST}`);
    params.push(...(list ?? [value]).map(toParam));
    return list === null ? "?" : `(${list.map(() => "?").join(", ")})`;
  });
  return { text: texts.map((part, i) => part + (holes[i] ?? "")).join(""), params };
}

async function runSql(
  context: CellContext,
  texts: readonly string[],
  values: readonly unknown[],
): Promise<Table> {
  const { text, params } = bind(texts, values);
  const tables = sqlTables(text).flatMap((name): QueryTable[] => {
    const value = context.run.values.get(name);
    return value instanceof Table ? [{ name, ipc: value.ipc }] : [];
  });
  if (!tables.some(({ name }) => name === "bars")) await context.library.loadFor(text, params);
  context.signal.throwIfAborted();
  return new Table(await context.warehouse.query(text, params, tables));
}

/** Shows a slider and gives its value; the run is repeated, newest value only, when the user moves it. */
function readSlider(run: CellRun<CellProgram>, name: string, options: SliderOptions): number {
  const { min, max, value: initial, label = name } = options;
  const { step = [min, max, initial].every(Number.isInteger) ? 1 : (max - min) / 100 } = options;
  const moved = run.readInput(name);
  const value = Math.min(max, Math.max(min, typeof moved === "number" ? moved : initial));
  const control = sliderControl.safeParse({ type: "slider", name, label, min, max, step, value });
  if (!control.success || !(max > min))
    throw new EngineError(
      "bad-param",
      `invalid slider ${valueText(name)}: ${valueText(options)}; needs a name, min < max, step > 0 and a value`,
    );
  run.show({ type: "control", control: control.data });
  return value;
}

function cellConsole(run: CellRun<CellProgram>): Record<string, (...values: unknown[]) => void> {
  const at =
    (level: LogLine["level"]) =>
    (...values: unknown[]) =>
      run.log({ level, text: values.map(valueText).join(" ").slice(0, 20_000) });
  return { log: at("log"), debug: at("log"), info: at("info"), warn: at("warn"), error: at("error") };
}

function markdown(texts: readonly string[], ...values: readonly unknown[]): Markdown {
  return new Markdown(
    texts.map((text, i) => text + (i < values.length ? valueText(values[i]) : "")).join(""),
  );
}

/** Every name of the session that a cell sees besides the engine's own exports. */
export function cellScope(context: CellContext): Record<string, unknown> {
  const { run, library, signal, invalidation } = context;
  return {
    bars: library.bars.bind(library),
    datasets: library.datasets.bind(library),
    sql: (texts: readonly string[], ...values: unknown[]) => runSql(context, texts, values),
    slider: (name: string, options: SliderOptions) => readSlider(run, name, options),
    display: (value: unknown) => run.show(showValue(value)),
    table: tableOf,
    plot,
    md: markdown,
    progress: (share: number) => run.progress(share),
    console: cellConsole(run),
    signal,
    invalidation,
  };
}
