import { backtest } from "#engine/backtest.ts";
import { EngineError } from "#engine/errors.ts";
import { costSweep, type CostLevel } from "#engine/experiments/monte-carlo/cost-sweep.ts";
import { TIMEFRAMES, type Bars, type Timeframe } from "#engine/market/bars.ts";
import type { BacktestResult } from "#engine/result.ts";
import type { PreparedStrategy, Strategy } from "#engine/strategy.ts";
import { readBars, readDates } from "./headless/csv-bars.ts";
import { qualityWarnings } from "./headless/quality-warnings.ts";
import { loadStrategy, type LoadedStrategy } from "./headless/load-strategy.ts";
import { outputParts, saveParts } from "./headless/output-parts.ts";
import { userError } from "./headless/strategy-module.ts";

/** What the command line says of a strategy's run. */
export interface StrategyFlags {
  readonly bars: readonly string[];
  readonly set: Readonly<Record<string, string>>;
  readonly json?: boolean;
  readonly capital?: string;
  readonly timeframe?: string;
  /** How dates like 01/02/2024 are written: mdy or dmy. */
  readonly dates?: string;
  readonly strategy?: string;
  /** Folder to write results into. */
  readonly out?: string;
}

/** A strategy, its bars and its settings, put together. */
export interface PlannedRun extends Pick<
  LoadedStrategy,
  "text" | "url" | "params" | "notes" | "output" | "search" | "symbols"
> {
  readonly strategy: Strategy;
  readonly options: Parameters<typeof backtest>[1];
  /** What is not as the spec says, in sentences. */
  readonly warnings: readonly string[];
}

/** Reads everything that a strategy's run needs. @throws EngineError in one sentence on anything that cannot be read. */
export async function planRun(path: string, flags: StrategyFlags): Promise<PlannedRun> {
  const loaded = await loadStrategy(path, flags.set, flags.strategy);
  const { strategy, params, options, timeframe, symbols } = loaded;
  const { bars: given, remarks } = readBars(flags.bars, {
    timeframe: readTimeframe(flags.timeframe) ?? timeframe,
    dates: readDates(flags.dates),
  });
  const capital = flags.capital === undefined ? {} : { capital: readCapital(flags.capital) };
  const bars = chooseBars(given, symbols, strategy.prepare(params));
  return {
    ...loaded,
    warnings: [...remarks, ...missingSymbols(symbols, given), ...leftOut(given, bars)],
    options: { ...options, ...capital, bars: one(bars), params },
  };
}

function readCapital(text: string): number {
  const capital = text.trim() === "" ? NaN : Number(text);
  if (Number.isFinite(capital)) return capital;
  throw new EngineError("bad-param", `invalid capital: ${text}; use a number like 100000`, {
    field: "capital",
  });
}

/** The bars of a run's symbols, and of those that its indicators compare with; all of them where none of the symbols is there. */
function chooseBars(
  bars: readonly Bars[],
  symbols: readonly string[],
  { indicators }: PreparedStrategy,
): readonly Bars[] {
  const benchmarks = Object.values(indicators).map(({ params }) => params["benchmark"]);
  if (!bars.some(({ symbol }) => symbols.includes(symbol))) return bars;
  return bars.filter(({ symbol }) => symbols.includes(symbol) || benchmarks.includes(symbol));
}

function missingSymbols(symbols: readonly string[], bars: readonly Bars[]): string[] {
  const missing = symbols.filter((symbol) => !bars.some((each) => each.symbol === symbol));
  return missing.length === 0
    ? []
    : [`${countSymbols(missing)} of the spec without bars: ${listed(missing)}`];
}

function leftOut(given: readonly Bars[], chosen: readonly Bars[]): string[] {
  const gone = given.filter((bars) => !chosen.includes(bars)).map(({ symbol }) => symbol);
  return gone.length === 0 ? [] : [`${countSymbols(gone)} left out, not of the spec: ${listed(gone)}`];
}

function countSymbols({ length }: readonly string[]): string {
  return length === 1 ? "1 symbol" : `${length} symbols`;
}

function listed(symbols: readonly string[]): string {
  return symbols.slice(0, 10).join(", ");
}

function one(bars: readonly Bars[]): Bars | readonly Bars[] {
  const [only] = bars;
  return only && bars.length === 1 ? only : bars;
}

function readTimeframe(text: string | undefined): Timeframe | undefined {
  if (text === undefined) return undefined;
  const known = TIMEFRAMES.find((each) => each === text);
  if (known) return known;
  throw new EngineError("bad-param", `invalid timeframe: ${text}; use one of ${TIMEFRAMES.join(", ")}`);
}

/** Runs something of a user's; an exception of theirs becomes bad input with its line. */
export function asUser<T>(url: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw error instanceof EngineError ? error : userError(error, url);
  }
}

/** `lookback backtest`: runs a strategy over CSV files and prints what came of it. */
export async function backtestFile(path: string, flags: StrategyFlags): Promise<void> {
  const plan = await planRun(path, flags);
  const run = asUser(plan.url, () => backtest(plan.strategy, plan.options));
  const result = { ...run, warnings: [...plan.warnings, ...qualityWarnings(plan), ...run.warnings] };
  const parts = outputParts(plan, result);
  if (flags.out !== undefined)
    await saveParts(flags.out, parts, plan.output?.export_format ?? ["json", "csv"]);
  if (flags.json === true) return console.log(JSON.stringify(parts.summary));
  const levels = asUser(plan.url, () => costSweep(plan.strategy, plan.options));
  console.log(describe(result, levels, plan.notes));
}

function describe(result: BacktestResult, levels: readonly CostLevel[], notes: readonly string[]): string {
  const { manifest, statistics, trades, equity, warnings } = result;
  const data = manifest.data.map(({ symbol, timeframe, bars }) => `${symbol} ${timeframe} (${bars} bars)`);
  const numbers = Object.entries(statistics).map(([kind, value]) => `  ${kind.padEnd(24)} ${shown(value)}`);
  return [
    `${manifest.strategy.name} ${manifest.strategy.version} on ${data.join(", ")}`,
    ...numbers,
    `  ${"open trades".padEnd(24)} ${trades.filter(({ exitTime }) => exitTime === null).length}`,
    `  ${"final equity".padEnd(24)} ${shown(equity.at(-1) ?? null)}`,
    ...levels.map(describeLevel),
    ...warnings.map((warning) => `warning: ${warning}`),
    ...notes,
    `manifest ${manifest.hash.slice(0, 12)}`,
  ].join("\n");
}

/** What the run comes to at so many times its costs. */
function describeLevel({ times, totalReturn, sharpe, trades }: CostLevel): string {
  return `  ${`at ${times} times its costs`.padEnd(24)} return ${shown(totalReturn)}, sharpe ${shown(sharpe)}, trades ${trades}`;
}

function shown(value: number | null): string {
  return value === null ? "not defined" : String(Number(value.toPrecision(6)));
}
