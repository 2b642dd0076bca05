import { z } from "zod";
import { benchmarkReturns, type Benchmark } from "./attribution/benchmark-returns.ts";
import { computeStatistics } from "./attribution/statistics/catalogue.ts";
import { hashTrades } from "./attribution/hash-trades.ts";
import { endedWarnings } from "./attribution/ended-warnings.ts";
import { volumeWarnings } from "./attribution/volume-warnings.ts";
import { executionReport, profileWarnings } from "./attribution/execution-report.ts";
import { performanceOfRun, tripsOfRun } from "./attribution/run-performance.ts";
import { checkNames, needMethod, parseParams } from "./catalogue.ts";
import { alignBars, type Dataset } from "./data/align.ts";
import { openAccount, tallySentences, type Account } from "./execution/account.ts";
import { openBook, type Book } from "./execution/book.ts";
import { brokenConstraints } from "./param-constraints.ts";
import { checkNeeds } from "./data/data-needs.ts";
import type { FeeSchedule } from "./execution/fees/fee-schedule.ts";
import type { Ledger } from "./execution/ledger.ts";
import { chooseMode, executionMode, type ExecutionMode } from "./execution/mode.ts";
import { paths } from "./execution/paths/catalogue.ts";
import { openRuleLog, type RuleLog } from "./execution/rule-log.ts";
import { openTrace, runLoop, type Trace } from "./execution/run-loop.ts";
import { plainSettings, readSettings, type Settings } from "./execution/run-settings.ts";
import type { ExecutionInput } from "./execution/settings.ts";
import type { SlippageModel } from "./execution/slippage/slippage-model.ts";
import { hashBars } from "./data/dataset.ts";
import { shareBases } from "./data/share-basis.ts";
import { hashColumns, hashText } from "./hash.ts";
import { describeRun } from "./manifest.ts";
import type { Bars } from "./market/bars.ts";
import type { CorporateAction } from "./market/corporate-actions.ts";
import type { DelistingInput } from "./market/delisting.ts";
import type { BacktestResult } from "./result.ts";
import type { RiskRule } from "./risk/rule.ts";
import { deciderOf, pastsOf, planOf, type NamedColumns, type SymbolPast } from "./signals/past.ts";
import { universeDeciders, type UniverseDeciders } from "./signals/universe.ts";
import type { Sizer } from "./sizing/sizer.ts";
import type { ParamInput, PreparedStrategy, Strategy, StrategyParams } from "./strategy.ts";

export type { Trace } from "./execution/run-loop.ts";
export { readSettings, type Settings } from "./execution/run-settings.ts";

/** What a backtest runs on; what is absent here comes from the strategy, then from the defaults named. */
export interface BacktestOptions<P extends StrategyParams = StrategyParams> {
  /** One symbol's bars, or several of one timeframe on one account. */
  readonly bars: Bars | readonly Bars[];
  /** Values of the strategy's parameters; their defaults where absent. */
  readonly params?: ParamInput<P>;
  /** Account currency at the start; 100,000 by default. */
  readonly capital?: number;
  /** Commission and other costs of an order, such as `ibkrFixed()`, which is also what is charged where absent. */
  readonly fees?: FeeSchedule;
  /** By how much a fill is worse than its price, such as `fixedBps({ bps: 5 })`; `fixedBps()` where absent. */
  readonly slippage?: SlippageModel;
  /** How large positions are, in place of the strategy's own sizing. */
  readonly sizing?: Sizer;
  /** Stops, limits and filters, in place of the strategy's own. */
  readonly risk?: readonly RiskRule[];
  /** How orders fill: when, shorts, leverage, the way prices take inside a bar, participation. */
  readonly execution?: ExecutionInput;
  /** Of whatever is random in the strategy or the run; 1 by default. */
  readonly seed?: number;
  /** UTC ms: the account opens at the first bar from here; earlier bars only warm indicators up. */
  readonly from?: number;
  /** UTC ms, exclusive: later bars are not looked at. */
  readonly to?: number;
  /** Closes per year for annualised statistics; follows from the bars where absent. */
  readonly periodsPerYear?: number;
  /** What statistics compare the account with: bars, or returns of shape [closes]. */
  readonly benchmark?: Benchmark;
  /** Per year, for Sharpe ratio, alpha and their like; 0 by default. */
  readonly riskFreeRate?: number;
  /** Splits and dividends of these symbols, on raw prices. */
  readonly corporateActions?: readonly CorporateAction[];
  /** What became of symbols whose bars end before the run does; without one, what is held of them stays at its last close. */
  readonly delistings?: readonly DelistingInput[];
  /** Bars of a finer timeframe, for the path "lower-timeframe". */
  readonly finerBars?: Bars | readonly Bars[];
  /** How the run is walked, "event-driven", "hybrid" or "vectorized" (signals as columns); the fastest exact way, "auto", by default. Not part of the manifest: the bits are the same. */
  readonly mode?: ExecutionMode;
  /**
   * Told every few dozen closes how much of the run is done, from 0 to 1; what it throws ends the run. Not part of the manifest: it
   * sees nothing and changes nothing.
   */
  readonly watch?: (share: number) => void;
  /** Source text that `codeHash` is taken of; the text of the strategy's functions where absent. */
  readonly code?: string;
}

/** Every option by name; the compiler sees to it that none is left out. */
const OPTIONS: Readonly<Record<keyof BacktestOptions, true>> = {
  ...{ bars: true, params: true, capital: true, fees: true, slippage: true, sizing: true, risk: true },
  ...{ execution: true, seed: true, from: true, to: true, periodsPerYear: true, benchmark: true },
  ...{ riskFreeRate: true, corporateActions: true, finerBars: true, mode: true, watch: true, code: true },
  delistings: true,
};

const SHORTS = "execution: { shorts: true }";
const LOSS = "risk: [stopLoss({ pct: 8 })]";

/** How options that other tools have are written here, by their names in small letters. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  ...{ allowshort: SHORTS, allowshorts: SHORTS, shorting: SHORTS, short: SHORTS, shorts: SHORTS },
  ...{ leverage: "execution: { leverage: 2 }", stoploss: LOSS, sl: LOSS },
  ...{ takeprofit: "risk: [takeProfit({ pct: 20 })]", tp: "risk: [takeProfit({ pct: 20 })]" },
  ...{ cash: "capital", initialcapital: "capital", startingcash: "capital", commission: "fees: ibkrFixed()" },
  ...{ start: "from", startdate: "from", end: "to", enddate: "to", data: "bars", prices: "bars" },
};

/** A finished run before it is described: what the audit compares. */
export interface Run {
  readonly dataset: Dataset;
  readonly prepared: PreparedStrategy;
  readonly settings: Settings;
  /** Indicators by symbol, on raw prices with splits each row in the shares of its bar. */
  readonly columns: readonly NamedColumns[];
  readonly account: Account;
  readonly ledger: Ledger;
  readonly traces: readonly Trace[];
  readonly rules: RuleLog;
  readonly mode: Exclude<ExecutionMode, "auto">;
}

/**
 * Runs a strategy over bars: data, indicators, signals, sizing, risk, execution, attribution.
 *
 * Decisions are taken at each close and filled from the next open on; all symbols share one clock and one cash account.
 * The same strategy, bars and options give the same bits on every machine.
 *
 * @returns Plain data with a manifest; columns have one row per close from `from` on.
 * @throws EngineError on wrong bars, options, parameters or signals; a user's own exception passes through with its bar in `site`.
 * @example backtest(cross, { bars: prices, params: { fast: 12, slow: 60 }, fees: ibkrFixed(), risk: [stopLoss({ pct: 8 })] })
 */
export function backtest<P extends StrategyParams>(
  strategy: Strategy<P>,
  options: BacktestOptions<P>,
): BacktestResult {
  needMethod(strategy, "prepare", "strategy", "use one of defineStrategy, the builder or a spec");
  checkNames(options, Object.keys(OPTIONS), ELSEWHERE);
  checkNeeds(options.bars, strategy.needs);
  const run = simulate(strategy, options);
  options.watch?.(1);
  const code = options.code ?? strategy.code();
  const { execution } = run.settings;
  const best =
    execution.path === "bounds"
      ? simulate(strategy, { ...options, execution: { ...execution, path: "optimistic" } })
      : undefined;
  return describeResult(strategy, code, run, best, options);
}

/** The run itself, stage by stage, without its description. Throws as {@link backtest} does. */
export function simulate<P extends StrategyParams>(
  strategy: Strategy<P>,
  options: BacktestOptions<P>,
  traced = false,
): Run {
  const prepared = strategy.prepare(options.params);
  const settings = readSettings(options, prepared);
  const dataset = alignBars(options.bars, settings);
  const pasts = pastsOf(prepared.indicators, dataset.bars, settings.corporateActions);
  const books = openBooks(dataset, settings);
  const { capital, fees, slippage, execution, risk, delistings } = settings;
  const path = paths.find(execution.path);
  const finer = execution.path === "lower-timeframe" ? [options.finerBars ?? []].flat() : [];
  const account = openAccount({
    capital,
    books,
    settings: execution,
    fees,
    slippage,
    path,
    finer,
    risk,
    delistings,
    keepsOrders: traced,
  });
  const { generator } = prepared;
  const { deciders, look } = decidersOf(prepared, dataset, pasts);
  const asked = parseParams(executionMode, options.mode ?? "auto", { stage: "execution", field: "mode" });
  const mode = chooseMode(asked, { generator, risk, books });
  const traces = traced ? dataset.bars.map((bars) => openTrace(bars.openTime.length)) : [];
  const rules = openRuleLog();
  const { sizing } = settings;
  const ledger = runLoop({
    account,
    books,
    deciders,
    look,
    traces,
    stages: { sizing, risk, shorts: execution.shorts, note: rules.note },
    plans: mode === "vectorized" ? pasts.map((past) => planOf(past, generator)) : [],
    together: mode !== "event-driven",
    watch: options.watch,
  });
  const columns = pasts.map((past) => past.columns);
  return { dataset, prepared, settings, columns, account, ledger, traces, rules, mode };
}

function openBooks(dataset: Dataset, { execution, corporateActions }: Settings): Book[] {
  return dataset.bars.map((bars, index) =>
    openBook(bars, dataset.firstBars[index] ?? 0, {
      index,
      instrument: execution.instruments?.[bars.symbol] ?? execution.instrument,
      actions: corporateActions
        .filter(({ symbol }) => symbol === bars.symbol)
        .sort((a, b) => a.exTime - b.exTime),
      bases: shareBases(bars, corporateActions),
    }),
  );
}

/** A decider for each symbol on its own, or one look at all of them that each then answers from. */
function decidersOf(
  { bind, warmupOn, universe }: PreparedStrategy,
  { bars: all }: Dataset,
  pasts: readonly SymbolPast[],
): UniverseDeciders {
  const warmupBars = Math.max(0, ...all.slice(0, 1).map(warmupOn));
  if (universe) return universeDeciders(all, pasts, universe, warmupBars);
  return { deciders: pasts.map((past) => deciderOf(past, bind, warmupBars)), look: undefined };
}

/** The benchmark as returns over the run's closes with its name, and the risk-free rate. */
function readYardsticks(
  { benchmark, riskFreeRate = 0 }: Pick<BacktestOptions, "benchmark" | "riskFreeRate">,
  { dataset, ledger }: Run,
) {
  const site = { stage: "settings", field: "riskFreeRate" };
  const rate = parseParams(z.number().min(-0.99).max(10), riskFreeRate, site);
  const opens = dataset.bars.map(
    ({ openTime }, index) => openTime[dataset.firstBars[index] ?? 0] ?? Infinity,
  );
  const returns = benchmark && benchmarkReturns(benchmark, ledger.time, Math.min(...opens));
  const name = benchmark && "symbol" in benchmark ? benchmark.symbol : "benchmark";
  return { benchmark: returns && { name, returns }, riskFreeRate: rate };
}

/** Stage 7: what the run found, why, and what it was made of. */
function describeResult(
  strategy: Pick<Strategy, "name" | "version" | "constraints">,
  code: string,
  run: Run,
  best: Run | undefined,
  yardsticks: Pick<BacktestOptions, "benchmark" | "riskFreeRate">,
): BacktestResult {
  const { account, dataset, ledger, prepared, settings, mode } = run;
  const { seed } = settings;
  const { time, equity, exposure, ...ledgers } = ledger;
  const trades = tripsOfRun(run);
  const periodsPerYear = settings.periodsPerYear ?? dataset.periodsPerYear;
  const { benchmark, riskFreeRate } = readYardsticks(yardsticks, run);
  const performance = performanceOfRun(run, trades, { benchmark: benchmark?.returns, riskFreeRate });
  const measured = benchmark ? { benchmark: hashColumns([benchmark.returns]) } : {};
  const plain = {
    ...plainSettings(settings, periodsPerYear),
    ...measured,
    ...(account.finer.size === 0 ? {} : { finerBars: [...account.finer.values()].map(hashBars) }),
    ...(riskFreeRate === 0 ? {} : { riskFreeRate }),
  };
  const facts = { strategy, code, params: prepared.params, settings: plain, bars: dataset.bars, seed };
  const execution = executionReport(run, trades, best);
  return {
    manifest: describeRun(facts),
    resultHash: hashText(hashColumns([time, equity]) + hashTrades(trades)),
    ...{ time, equity, drawdown: performance.drawdown, exposure, ledgers, trades },
    ...(best ? { bounds: { worst: equity, best: best.ledger.equity } } : {}),
    ...(benchmark ? { benchmark } : {}),
    statistics: computeStatistics(performance),
    warnings: [
      ...brokenConstraints(strategy.constraints ?? [], prepared.params),
      ...tallySentences(account),
      ...endedWarnings(account, ledger),
      ...(settings.execution.participation === undefined ? volumeWarnings(execution.participation) : []),
      ...profileWarnings(settings),
    ],
    ...{ mode, execution },
    bars: dataset.bars.map(({ symbol, synthetic = false, openTime, open, high, low, close, volume }) => {
      return { symbol, synthetic, openTime, open, high, low, close, volume };
    }),
  };
}
