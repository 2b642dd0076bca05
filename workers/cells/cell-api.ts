import type { AuditOptions } from "#engine/audit/audit.ts";
import type { BacktestOptions } from "#engine/backtest.ts";
import type { DatasetInfo } from "#engine/data/dataset-info.ts";
import type { SweepOptions } from "#engine/experiments/sweep.ts";
import type { IndicatorColumns, IndicatorResult, IndicatorSpec } from "#engine/indicators/indicator.ts";
import type { Bars } from "#engine/market/bars.ts";
import type { AuditVerdict, BacktestResult } from "#engine/result.ts";
import type { Strategy, StrategyParams } from "#engine/strategy.ts";
import type { TesterOptions } from "#engine/testing/strategy-tester.ts";
import type { AsBarsOptions } from "./as-bars.ts";
import type { AsOfOptions } from "./as-of.ts";
import type { InputApi } from "./input-api.ts";
import type { plot } from "./plot.ts";
import type { SvgImage } from "./svg-image.ts";
import type { BarsOptions } from "./price-library.ts";
import type { Comparison } from "./research/comparison.ts";
import type { StrategyTests } from "./research/strategy-tests.ts";
import type { OptimizeCall, StudyReport } from "./research/study-report.ts";
import type { SweepReport } from "./research/sweep-report.ts";
import type { UniverseFilter } from "./research/universe-filter.ts";
import type { YamlStrategy } from "./research/yaml-strategy.ts";
import type { Markdown } from "./show-value.ts";
import type { Row, Table } from "./table.ts";

/**
 * What cells see by name, besides the engine's own exports. Long calls stop with the cell (its `signal` is theirs),
 * let Stop and newer inputs in while they work, and report their progress by themselves.
 */
export interface CellApi extends InputApi {
  /**
   * One symbol's bars; the same request gives the same object.
   *
   * @throws EngineError "unknown-symbol" with the nearest name.
   * @example const prices = await bars("SP500", { from: "2010-01-01" });
   */
  bars(symbol: string, options?: BarsOptions): Promise<Bars>;

  /**
   * Bars of several symbols, in the order of the names, or of all that fit a filter, in alphabetical order.
   *
   * @throws EngineError "unknown-symbol" for a name, or where nothing fits the filter; "over-limit" past 1,000 symbols.
   * @example const pair = await universe(["AAPL", "SP500"], { from: "2015-01-01" });
   */
  universe(which: readonly string[] | UniverseFilter, options?: BarsOptions): Promise<readonly Bars[]>;

  /**
   * Bars of a table's columns, such as a dropped file or a query: a time (time, date, datetime or timestamp), open, high, low and close,
   * and perhaps volume, in any case and order of rows. Timeframe and calendar are taken from the times where they are not given. Dates like
   * 01/31/2024 are read as the column shows, or as `dates` ("mdy" or "dmy") says.
   *
   * @throws EngineError "bad-bars" with the column that is missing or the row that is no bar.
   * @example const mine = asBars(await sql`SELECT time, open, high, low, close, volume FROM bars WHERE symbol = 'AAPL'`, { symbol: "MINE" });
   */
  asBars(table: Table | null, options: AsBarsOptions): Bars;

  /**
   * Columns of a table as an indicator: at each close, the last row that was known by then. In a strategy's `indicators` each column is a
   * series (`mood.now`), and `indicator` gives it as a column beside the bars. The time is when a row was _known_, not what it is about; a
   * date without an hour counts from midnight UTC of that day.
   *
   * @param columns One column for one series, or a list of them.
   * @returns A spec with an output per column, shape [bars]; NaN before the first row and where the row has none.
   * @throws EngineError "bad-param" for a column that is missing or holds no numbers, and for a row without a time.
   * @example indicator(asOf(table([{ published: "2020-02-03", score: 0.4 }]), "score", { time: "published" }), await bars("AAPL"))
   */
  asOf: {
    <R extends Row, const C extends keyof R & string>(
      table: Table<R>,
      column: C,
      options?: AsOfOptions<keyof R & string>,
    ): IndicatorSpec<readonly [C]>;
    <R extends Row, const C extends readonly [keyof R & string, ...(keyof R & string)[]]>(
      table: Table<R>,
      columns: C,
      options?: AsOfOptions<keyof R & string>,
    ): IndicatorSpec<C>;
  };

  /**
   * What can be loaded: symbols with timeframe, dates, source and number of bars.
   *
   * @example table(await datasets())
   */
  datasets(): Promise<readonly DatasetInfo[]>;

  /**
   * A reading DuckDB query as a table. It sees `bars`, `indicators`, this session's `runs` and `trades`, `saved_runs`,
   * `saved_trades`, `saved_studies` with their `saved_trials`, `saved_windows` and `saved_ledger`, and other cells' tables by name;
   * values in `${}` are bound, never pasted, and a list becomes `(?, ?)` for IN.
   *
   * Columns are typed where they are given, as in sql<{ day: number }>`...`; a query's own cell knows them by itself.
   *
   * @throws EngineError with the line of the query and what was meant.
   * @example const tops = await sql`SELECT symbol, max(close) AS top FROM bars WHERE symbol IN ${["AAPL", "MSFT"]} GROUP BY 1`;
   */
  sql<R extends Row = Row>(texts: readonly string[], ...values: readonly unknown[]): Promise<Table<R>>;

  /**
   * An indicator's values over bars: one column where it has one output, else columns by output. By its kind it
   * always gives columns by output.
   *
   * @returns Shape [bars]; NaN before the first value.
   * @throws EngineError "unknown-block" with the nearest kind, "bad-param" on parameters.
   * @example const strength = indicator(rsi({ lengthBars: 14 }), prices);
   */
  indicator: {
    <O extends readonly string[]>(spec: IndicatorSpec<O>, bars: Bars): IndicatorResult<O>;
    (kind: string, bars: Bars, params?: Readonly<Record<string, unknown>>): IndicatorColumns;
  };

  /**
   * Makes a strategy of a declarative spec in YAML, as strategy cells do. Its settings of capital, costs and dates
   * (`.options`) are used by `backtest` and its kin wherever their own options say nothing.
   *
   * @throws EngineError "bad-spec" with the line, the member and the nearest name.
   */
  strategyFromYaml(text: string): YamlStrategy;

  /**
   * Runs a strategy over bars; the result is shown as a report, and `runs` and `trades` in SQL have it from then on. A long run tells its
   * progress, and Stop ends it.
   *
   * @throws EngineError on wrong bars, parameters or signals; an exception of the strategy's own passes through.
   * @example const result = backtest(cross, { bars: prices, params: { fast: 10 } });
   */
  backtest<P extends StrategyParams>(strategy: Strategy<P>, options: BacktestOptions<P>): BacktestResult;

  /**
   * Runs a strategy with every combination of a grid; keeps the statistics only. Over two or more parameters, up to 50,000 sets, a map of
   * the first two by Sharpe ratio stands under the cell and fills in while it runs.
   *
   * @throws EngineError "cancelled" on Stop, "over-limit" past 10,000,000 sets, "unknown-block" on a metric.
   * @example const found = await sweep(cross, { bars: prices, grid: { fast: range(2, 30), slow: range(20, 200, 5) } });
   */
  sweep<P extends StrategyParams>(strategy: Strategy<P>, options: SweepOptions<P>): Promise<SweepReport>;

  /**
   * Searches a strategy's parameters and says how far the best of them may be believed: the last quarter of the bars is held
   * out, every trial counts against it, and a panel with a grade comes with the table of trials. With `where: "server"` it runs there,
   * after you were asked, and is followed live under the cell; the trials are the same, bit for bit. `objective` is the kind of a
   * statistic or, in the browser, a function of a run: `({ statistics, trades }) => (trades.length < 50 ? NaN : statistics.calmar ?? NaN)`.
   *
   * @throws EngineError "cancelled" on Stop, "bad-param" on a space or constraint, "unknown-block" on a method or objective.
   * @example const study = await optimize(cross, { bars: prices, space: { fast: range(2, 30), slow: range(20, 200) }, trials: 100 });
   */
  optimize<P extends StrategyParams>(strategy: Strategy<P>, options: OptimizeCall<P>): Promise<StudyReport>;

  /**
   * Several results side by side: their statistics as a table, their equity as one chart from a common start of 1.
   *
   * @param results A list, named by strategy, or results by the names to show.
   * @example compare({ plain: first, "with stop": second })
   */
  compare(results: readonly BacktestResult[] | Readonly<Record<string, BacktestResult>>): Comparison;

  /**
   * Looks whether a run used anything before it was there: prefixes of the bars, other futures, less history.
   * Reports audit themselves at rest; call it to see the verdict as a value.
   *
   * @throws EngineError "cancelled" on Stop.
   * @example (await audit(cross, { bars: prices })).verdict
   */
  audit<P extends StrategyParams>(strategy: Strategy<P>, options: AuditOptions<P>): Promise<AuditVerdict>;

  /**
   * Tests a strategy on markets that rise, fall, jump, crash and stand still: no peeking, repeatable, no exception,
   * no fill larger than the market.
   *
   * @returns Named checks with pass or fail for each market, shown as rows.
   * @example await test(cross, { maxDrawdown: 0.5 })
   */
  test<P extends StrategyParams>(strategy: Strategy<P>, options?: TesterOptions<P>): Promise<StrategyTests>;

  /**
   * A run's statistics as a table of name, value, unit and meaning; all of them, or those that are named.
   *
   * @throws EngineError "unknown-block" with the nearest statistic.
   * @example stats(result, ["sharpe", "maxDrawdown"])
   */
  stats(result: BacktestResult, kinds?: readonly string[]): Table;

  /** Charts as values: candles, accounts, rolling statistics, heat maps, distributions, lines, and figures of one's own. */
  readonly plot: typeof plot;

  /**
   * Rows of objects as a table.
   *
   * @throws EngineError "over-limit" past a million rows.
   * @example table([{ symbol: "AAPL", weight: 0.5 }])
   */
  table(rows: readonly object[]): Table;

  /** Text in markdown with values. @example md`${prices.symbol} closed at **${prices.close.at(-1)}**.` */
  md(texts: readonly string[], ...values: readonly unknown[]): Markdown;

  /**
   * A drawing in SVG, shown as an image: nothing in it runs or loads anything.
   *
   * @throws EngineError "over-limit" past 2,000,000 characters.
   * @example svg`<circle cx="50" cy="50" r="${10 + 20}" fill="teal" />`
   */
  svg(texts: readonly string[], ...values: readonly unknown[]): SvgImage;

  /** Shows a value under the cell, besides that of its last expression. @example display(prices) */
  display(value: unknown): void;

  /** Says how far the cell has come, from 0 to 1. @example progress(0.5) */
  progress(share: number): void;

  /** The cell's own console; what it prints stands under the cell. */
  readonly console: {
    readonly [level in "log" | "debug" | "info" | "warn" | "error"]: (...values: unknown[]) => void;
  };

  /** Aborted when the cell is stopped or runs anew: pass it to what can be stopped. */
  readonly signal: AbortSignal;

  /** Resolves when the cell is stopped or runs anew: the place to clean up. */
  readonly invalidation: Promise<void>;
}
