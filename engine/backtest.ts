import { z } from "zod";
import { performanceOf } from "./attribution/statistics/statistic.ts";
import { computeStatistics } from "./attribution/statistics/catalogue.ts";
import { roundTrips } from "./attribution/round-trips.ts";
import { parseParams, plainSpec } from "./catalogue.ts";
import { alignBars, type Dataset } from "./data/align.ts";
import { markAccount, openAccount, tallySentences, type Account } from "./execution/account.ts";
import { openBook, type Book } from "./execution/book.ts";
import { openBars, submitTarget, walkBar } from "./execution/broker.ts";
import { startClock } from "./execution/clock.ts";
import { fees as feeSchedules } from "./execution/fees/catalogue.ts";
import type { FeeSchedule } from "./execution/fees/fee-schedule.ts";
import { ibkrFixed } from "./execution/fees/ibkr-fixed.ts";
import { openLedger, type Ledger } from "./execution/ledger.ts";
import { paths } from "./execution/paths/catalogue.ts";
import { executionSettings, type ExecutionInput, type ExecutionSettings } from "./execution/settings.ts";
import { slippage as slippageModels } from "./execution/slippage/catalogue.ts";
import { fixedBps } from "./execution/slippage/fixed-bps.ts";
import type { SlippageModel } from "./execution/slippage/slippage-model.ts";
import { hashColumns, hashJson, hashText } from "./hash.ts";
import { computeIndicators } from "./indicators/indicator.ts";
import type { IndicatorColumns } from "./indicators/indicator.ts";
import { describeRun } from "./manifest.ts";
import type { Bars } from "./market/bars.ts";
import type { BacktestResult } from "./result.ts";
import { rules } from "./risk/catalogue.ts";
import type { RiskRule } from "./risk/rule.ts";
import { targetOf, type TargetStages } from "./risk/target.ts";
import { decider, type Decide } from "./signals/decide.ts";
import { sizers } from "./sizing/catalogue.ts";
import { fixedFraction } from "./sizing/fixed-fraction.ts";
import type { Sizer } from "./sizing/sizer.ts";
import type { ParamInput, PreparedStrategy, Strategy, StrategyParams } from "./strategy.ts";

/** What a backtest runs on; what is absent here comes from the strategy, then from the defaults named. */
export interface BacktestOptions<P extends StrategyParams = StrategyParams> {
  /** One symbol's bars, or several of one timeframe on one account. */
  readonly bars: Bars | readonly Bars[];
  readonly params?: ParamInput<P>;
  /** Account currency at the start; 100,000 by default. */
  readonly capital?: number;
  readonly fees?: FeeSchedule;
  readonly slippage?: SlippageModel;
  readonly sizing?: Sizer;
  readonly risk?: readonly RiskRule[];
  readonly execution?: ExecutionInput;
  readonly seed?: number;
  /** UTC ms: the account opens at the first bar from here; earlier bars only warm indicators up. */
  readonly from?: number;
  /** UTC ms, exclusive: later bars are not looked at. */
  readonly to?: number;
  /** Closes per year for annualised statistics; follows from the bars where absent. */
  readonly periodsPerYear?: number;
  /** Source text that `codeHash` is taken of; the text of the strategy's functions where absent. */
  readonly code?: string;
}

/** What every symbol was told at every bar, for the causality audit; shape [bars] each. */
export interface Trace {
  /** 0 hold or none, 1 buy, 2 sell, 3 exit. */
  readonly actions: Int8Array;
  /** Holding ordered for the next open, signed; NaN where nothing was ordered. */
  readonly targets: Float64Array;
}

/** A finished run before it is described: what the audit compares. */
export interface Run {
  readonly dataset: Dataset;
  readonly prepared: PreparedStrategy;
  readonly settings: Settings;
  readonly columns: readonly Readonly<Record<string, IndicatorColumns>>[];
  readonly account: Account;
  readonly ledger: Ledger;
  readonly traces: readonly Trace[];
}

const numbers = z.object({
  capital: z.number().positive().max(1e15).default(100_000),
  seed: z.number().int().min(0).default(1),
  from: z.number().optional(),
  to: z.number().optional(),
  periodsPerYear: z.number().positive().max(1e6).optional(),
});

/** The options of a run, with every default filled in. */
export interface Settings extends z.output<typeof numbers> {
  readonly fees: FeeSchedule;
  readonly slippage: SlippageModel;
  readonly sizing: Sizer;
  readonly risk: readonly RiskRule[];
  readonly execution: ExecutionSettings;
}

/**
 * Runs a strategy over bars: data, indicators, signals, sizing, risk, execution, attribution.
 *
 * Decisions are taken at each close and filled from the next open on; all symbols share one clock and one cash account.
 * The same strategy, bars and options give the same bits on every machine.
 *
 * @returns Plain data with a manifest; columns have one row per close from `from` on.
 * @throws EngineError on wrong bars, parameters or signals; a user's own exception passes through with its bar in `site`.
 */
export function backtest<P extends StrategyParams>(
  strategy: Strategy<P>,
  options: BacktestOptions<P>,
): BacktestResult {
  const run = simulate(strategy, options);
  const code = options.code ?? strategy.code();
  return describeResult(strategy, code, run);
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
  const columns = dataset.bars.map((bars) => computeIndicators(prepared.indicators, bars));
  const books = dataset.bars.map((bars, index) => openBook(bars, dataset.firstBars[index] ?? 0, index));
  const { capital, fees, slippage, execution } = settings;
  const path = paths.find(execution.path);
  const account = openAccount({ capital, books, settings: execution, fees, slippage, path });
  const { bind, warmupBars } = prepared;
  const deciders = dataset.bars.map((bars, index) => decider(bars, columns[index] ?? {}, bind, warmupBars));
  const traces = traced ? dataset.bars.map(openTrace) : [];
  const ledger = runLoop({ settings, account, books, deciders, traces });
  return { dataset, prepared, settings, columns, account, ledger, traces };
}

interface Loop {
  readonly settings: Settings;
  readonly account: Account;
  readonly books: readonly Book[];
  readonly deciders: readonly Decide[];
  readonly traces: readonly Trace[];
}

/** Time-major: every moment of the one clock, all symbols that open or close then, in symbol order. */
function runLoop(loop: Loop): Ledger {
  const { account, books, settings } = loop;
  const stages: TargetStages = { ...settings, ...settings.execution };
  const ledger = openLedger(Math.max(...books.map((book) => book.bars.openTime.length - book.bar)));
  const clock = startClock(books);
  while (clock.advance()) {
    const { group, phase, time } = clock;
    if (phase === "open") {
      openBars(account, group);
      continue;
    }
    for (const book of group) closeBar(account, book);
    markAccount(account);
    ledger.record(time, account);
    for (const book of group) decideAtClose(loop, stages, book);
  }
  return ledger.finish();
}

function closeBar(account: Account, book: Book): void {
  walkBar(account, book);
  book.lastPrice = book.bars.close[book.bar] as number;
}

function decideAtClose(loop: Loop, stages: TargetStages, book: Book): void {
  const { account, deciders, traces } = loop;
  const signal = (deciders[book.index] as Decide)(book.bar, book);
  const target = signal.action === "hold" ? undefined : targetOf(signal, book, account, stages, book.bar);
  const order = target && submitTarget(account, book, target);
  const trace = traces[book.index];
  if (trace) {
    trace.actions[book.bar] = ACTION_CODES[signal.action];
    if (order) trace.targets[book.bar] = target.quantity;
  }
  book.bar += 1;
  book.inside = false;
}

const ACTION_CODES = { hold: 0, buy: 1, sell: 2, exit: 3 } as const;

function openTrace(bars: Bars): Trace {
  const count = bars.openTime.length;
  return { actions: new Int8Array(count), targets: new Float64Array(count).fill(NaN) };
}

/**
 * The settings of a run: an option wins over the strategy's own part, which wins over the default.
 *
 * @throws EngineError "bad-param" naming the first wrong one.
 */
export function readSettings(options: BacktestOptions, prepared: PreparedStrategy): Settings {
  const { capital, seed, from, to, periodsPerYear } = options;
  const execution = options.execution ?? prepared.execution ?? {};
  return {
    ...parseParams(numbers, { capital, seed, from, to, periodsPerYear }, { stage: "settings" }),
    fees: options.fees ?? ibkrFixed(),
    slippage: options.slippage ?? fixedBps(),
    sizing: options.sizing ?? prepared.sizing ?? fixedFraction(),
    risk: options.risk ?? prepared.risk ?? [],
    execution: parseParams(executionSettings, execution, { stage: "execution" }),
  };
}

/** Stage 7: what the run found, why, and what it was made of. */
function describeResult(
  strategy: { readonly name: string; readonly version: string },
  code: string,
  run: Run,
): BacktestResult {
  const { account, dataset, ledger, prepared, settings } = run;
  const { capital, seed } = settings;
  const { time, equity, exposure, ...ledgers } = ledger;
  const trades = roundTrips(account.fills, dataset.bars);
  const periodsPerYear = settings.periodsPerYear ?? dataset.periodsPerYear;
  const performance = performanceOf({ equity, exposure, capital, trades, periodsPerYear });
  const plain = plainSettings(settings, periodsPerYear);
  const facts = { strategy, code, params: prepared.params, settings: plain, bars: dataset.bars, seed };
  return {
    manifest: describeRun(facts),
    resultHash: hashText(hashColumns([time, equity]) + hashJson(trades)),
    ...{ time, equity, drawdown: performance.drawdown, exposure },
    ledgers: {
      ...ledgers,
      financing: new Float64Array(time.length),
      dividends: new Float64Array(time.length),
    },
    trades,
    statistics: computeStatistics(performance),
    warnings: tallySentences(account),
    bars: dataset.bars.map(({ symbol, synthetic = false, openTime, open, high, low, close, volume }) => {
      return { symbol, synthetic, openTime, open, high, low, close, volume };
    }),
  };
}

function plainSettings(settings: Settings, periodsPerYear: number): Record<string, unknown> {
  const { capital, from, to, execution } = settings;
  const path = { kind: execution.path, version: paths.find(execution.path).version };
  return {
    ...{ capital, periodsPerYear, fees: plainSpec(settings.fees, feeSchedules) },
    ...{ slippage: plainSpec(settings.slippage, slippageModels), sizing: plainSpec(settings.sizing, sizers) },
    ...{ risk: settings.risk.map((rule) => plainSpec(rule, rules)), execution: { ...execution, path } },
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}
