import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { byExitReason } from "#engine/attribution/by-exit-reason.ts";
import { byPeriod } from "#engine/attribution/by-period.ts";
import { bySide } from "#engine/attribution/by-side.ts";
import { byStage } from "#engine/attribution/by-stage.ts";
import { bySymbol } from "#engine/attribution/by-symbol.ts";
import { readSettings, simulate } from "#engine/backtest.ts";
import { blotter } from "#engine/blotter.ts";
import type { BacktestResult, Trade } from "#engine/result.ts";
import type { PlannedRun } from "../backtest.ts";

/** Rows of a table as a file holds them; the first names the columns. */
type Rows = readonly (readonly unknown[])[];

/** What a run's output section asks for: one object for JSON, tables for CSV by file name. */
export interface OutputParts {
  readonly summary: Readonly<Record<string, unknown>>;
  readonly tables: Readonly<Record<string, Rows>>;
}

const TRADE_FIELDS = [
  ...["symbol", "side", "quantity", "entryTime", "entryPrice", "exitTime", "exitPrice"],
  ...["pnl", "fees", "exitReason"],
] as const;
const ACTIONS = ["hold", "buy", "sell", "exit"] as const;

/** Picks what is printed and saved of a run; where there is no output section, all but signals and attribution. */
export function outputParts(plan: PlannedRun, result: BacktestResult): OutputParts {
  const { save_trades: trades = true, save_equity_curve: curve = true } = plan.output ?? {};
  const { save_signals: signals = false, save_attribution: why = false } = plan.output ?? {};
  const book = plan.output?.save_orders === true ? blotter(plan.strategy, plan.options) : undefined;
  const { manifest, resultHash, statistics, warnings } = result;
  const said = signals ? signalRows(plan) : [];
  const equity = Array.from(result.time, (time, row) => [time, result.equity[row] ?? null]);
  return {
    summary: {
      ...{ manifest, resultHash, statistics },
      openTrades: result.execution?.openTrades ?? 0,
      ...(trades ? { trades: result.trades.map(plainTrade) } : {}),
      ...(curve ? { equity } : {}),
      ...(signals ? { signals: said } : {}),
      ...(book ? { orders: book.orders, fills: book.fills } : {}),
      ...(why ? { attribution: attributionOf(plan, result) } : {}),
      ...(plan.search ? { optimization: plainSearch(plan.search) } : {}),
      ...{ warnings, notes: plan.notes },
    },
    tables: {
      ...(trades
        ? { trades: [TRADE_FIELDS, ...result.trades.map((each) => Object.values(plainTrade(each)))] }
        : {}),
      ...(curve ? { equity: [["time", "equity"], ...equity] } : {}),
      ...(signals ? { signals: [["time", "symbol", "action", "target"], ...said] } : {}),
      ...(book ? { orders: tableOf(book.orders), fills: tableOf(book.fills) } : {}),
    },
  };
}

/** Records of one shape as rows under their names; what is no number and no text is left empty. */
function tableOf(records: readonly object[]): Rows {
  return [Object.keys(records[0] ?? {}), ...records.map((record): unknown[] => Object.values(record))];
}

function plainTrade(trade: Trade): Record<string, unknown> {
  return Object.fromEntries(TRADE_FIELDS.map((field) => [field, trade[field as keyof Trade]]));
}

/** Every close at which something other than hold was said; `target` is the holding ordered, null where nothing was. */
function signalRows({ strategy, options }: PlannedRun): (number | string | null)[][] {
  const { traces, dataset } = simulate(strategy, options, true);
  const rows = dataset.bars.flatMap(({ symbol, closeTime }, index) =>
    Array.from(traces[index]?.actions ?? [], (action, bar): [number, string, string, number | null] => {
      const target = traces[index]?.targets[bar] ?? NaN;
      return [closeTime[bar] ?? NaN, symbol, ACTIONS[action] ?? "hold", Number.isNaN(target) ? null : target];
    }).filter(([, , action]) => action !== "hold"),
  );
  return rows.sort((a, b) => a[0] - b[0]);
}

function attributionOf({ strategy, params, options }: PlannedRun, result: BacktestResult) {
  const { trades, time, equity } = result;
  const { capital } = readSettings(options, strategy.prepare(params));
  return {
    stages: byStage(result),
    symbols: bySymbol(trades),
    sides: bySide(trades),
    exitReasons: byExitReason(trades),
    months: byPeriod({ time, equity, capital }, "month"),
  };
}

function plainSearch(search: NonNullable<PlannedRun["search"]>): Record<string, unknown> {
  const { enabled, method, objective, trials = null, folds = null, grid } = search;
  return { enabled, method, objective, trials, folds, grid };
}

/** Writes result.json and a CSV file per table into a folder, by the formats asked for; the folder is made where it is not there. */
export async function saveParts(
  folder: string,
  parts: OutputParts,
  formats: readonly string[],
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const files = new Map<string, string>();
  if (formats.includes("json")) files.set("result.json", JSON.stringify(parts.summary));
  if (formats.includes("csv"))
    for (const [name, rows] of Object.entries(parts.tables)) files.set(`${name}.csv`, toCsv(rows));
  await Promise.all([...files].map(([name, text]) => writeFile(join(folder, name), text)));
}

function toCsv(rows: Rows): string {
  return rows.map((row) => `${row.map(csvField).join(",")}\n`).join("");
}

function csvField(value: unknown): string {
  const text = typeof value === "string" || typeof value === "number" ? `${value}` : "";
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
