import { backtest } from "#engine/backtest.ts";
import { EngineError } from "#engine/errors.ts";
import { TIMEFRAMES, type Bars, type Timeframe } from "#engine/market/bars.ts";
import type { BacktestResult, Trade } from "#engine/result.ts";
import type { Strategy } from "#engine/strategy.ts";
import { readBars } from "./headless/csv-bars.ts";
import { loadStrategy, type LoadedStrategy } from "./headless/load-strategy.ts";
import { userError } from "./headless/strategy-module.ts";

/** What the command line says of a strategy's run. */
export interface StrategyFlags {
  readonly bars: readonly string[];
  readonly set: Readonly<Record<string, string>>;
  readonly json?: boolean;
  readonly capital?: string;
  readonly timeframe?: string;
  readonly strategy?: string;
}

/** A strategy, its bars and its settings, put together. */
export interface PlannedRun extends Pick<LoadedStrategy, "text" | "url" | "params"> {
  readonly strategy: Strategy;
  readonly options: Parameters<typeof backtest>[1];
  /** What is not as the spec says, in sentences. */
  readonly warnings: readonly string[];
}

/** Reads everything that a strategy's run needs. @throws EngineError in one sentence on anything that cannot be read. */
export async function planRun(path: string, flags: StrategyFlags): Promise<PlannedRun> {
  const { strategy, params, options, timeframe, symbols, text, url } = await loadStrategy(
    path,
    flags.set,
    flags.strategy,
  );
  const bars = readBars(flags.bars, readTimeframe(flags.timeframe) ?? timeframe);
  const capital = flags.capital === undefined ? {} : { capital: Number(flags.capital) };
  return {
    strategy,
    params,
    text,
    url,
    warnings: missingSymbols(symbols, bars),
    options: { ...options, ...capital, bars: one(bars), params },
  };
}

function missingSymbols(symbols: readonly string[], bars: readonly Bars[]): string[] {
  const missing = symbols.filter((symbol) => !bars.some((each) => each.symbol === symbol));
  if (missing.length === 0) return [];
  const count = missing.length === 1 ? "1 symbol" : `${missing.length} symbols`;
  return [`${count} of the spec without bars: ${missing.slice(0, 10).join(", ")}`];
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
  const { strategy, options, url, warnings } = await planRun(path, flags);
  const run = asUser(url, () => backtest(strategy, options));
  const result = { ...run, warnings: [...warnings, ...run.warnings] };
  console.log(flags.json === true ? JSON.stringify(plain(result)) : describe(result));
}

const plainTrade = ({ symbol, side, quantity, ...rest }: Trade) => {
  const { entryTime, entryPrice, exitTime, exitPrice, pnl, fees, exitReason } = rest;
  return { symbol, side, quantity, entryTime, entryPrice, exitTime, exitPrice, pnl, fees, exitReason };
};

function plain(result: BacktestResult): Record<string, unknown> {
  const { manifest, resultHash, statistics, trades, time, equity, warnings } = result;
  const curve = Array.from(time, (at, row) => [at, equity[row] ?? null]);
  return { manifest, resultHash, statistics, trades: trades.map(plainTrade), equity: curve, warnings };
}

function describe({ manifest, statistics, trades, equity, warnings }: BacktestResult): string {
  const data = manifest.data.map(({ symbol, timeframe, bars }) => `${symbol} ${timeframe} (${bars} bars)`);
  const numbers = Object.entries(statistics).map(([kind, value]) => `  ${kind.padEnd(24)} ${shown(value)}`);
  return [
    `${manifest.strategy.name} ${manifest.strategy.version} on ${data.join(", ")}`,
    ...numbers,
    `  ${"trades".padEnd(24)} ${trades.length}`,
    `  ${"final equity".padEnd(24)} ${shown(equity.at(-1) ?? null)}`,
    ...warnings.map((warning) => `warning: ${warning}`),
    `manifest ${manifest.hash.slice(0, 12)}`,
  ].join("\n");
}

function shown(value: number | null): string {
  return value === null ? "not defined" : String(Number(value.toPrecision(6)));
}
