import { auditSteps } from "#engine/audit/audit.ts";
import { barsUntil } from "#engine/data/dataset.ts";
import type { SweepResult } from "#engine/experiments/sweep.ts";
import type { CellRun } from "#engine/notebook/host.ts";
import type { LogLine } from "#engine/notebook/output.ts";
import type { Bars } from "#engine/market/bars.ts";
import { strategies } from "#engine/strategies/catalogue.ts";
import type { Strategy } from "#engine/strategy.ts";
import type { Crew } from "#workers/pool/crew.ts";
import { recipeOf, whyNoRecipe, type CellsBehind, type Recipe } from "#workers/pool/recipe.ts";
import type { StrategyOrigin } from "#workers/pool/trial-job.ts";
import type { Warehouse } from "#workers/warehouse/api.ts";
import { asBars } from "./as-bars.ts";
import { asOf } from "./as-of.ts";
import type { CellApi } from "./cell-api.ts";
import { watchedBacktest } from "./engine-scope.ts";
import type { FileShelf } from "./files/file-shelf.ts";
import { createInputs } from "./inputs.ts";
import { keepLiveView, withdrawLiveView } from "./live-views.ts";
import { plot } from "./plot.ts";
import { parameterHeatmap } from "./plots/parameters.ts";
import type { CellPrices } from "./noted-prices.ts";
import { compareResults } from "./research/comparison.ts";
import { indicatorValues } from "./research/indicator-values.ts";
import { createLongWork, type LongWork } from "./research/long-work.ts";
import { BARS_OPTIONS, refuseMisspelt, RUN_OPTIONS } from "./research/misspelt-option.ts";
import { statisticsTable } from "./research/statistics-table.ts";
import { testStrategy } from "./research/strategy-tests.ts";
import { runOnServer, type StudyDesk } from "./research/server-study.ts";
import { runOptimize } from "./research/study-report.ts";
import { runSweep } from "./research/sweep-report.ts";
import { watchRun } from "./research/watch-run.ts";
import { loadUniverse } from "./research/universe-filter.ts";
import { strategyFromYaml, withSpecOptions } from "./research/yaml-strategy.ts";
import type { RunBook } from "./run-book.ts";
import { Markdown, showAll, showValue } from "./show-value.ts";
import type { StopFlag } from "./stop-flag.ts";
import { svg } from "./svg-image.ts";
import { runSql } from "./sql/run-sql.ts";
import type { CellProgram } from "./syntax.ts";
import { tableOf } from "./table.ts";
import type { Row, Table } from "./table.ts";
import { valueText } from "./value-tree.ts";

/** Sets that a map shows while they are run. */
const MAX_MAPPED = 50_000;

/** What the names in a cell reach: made anew for each run, so that overlapping runs never mix. */
export interface CellContext {
  readonly run: CellRun<CellProgram>;
  readonly library: CellPrices;
  readonly warehouse: Warehouse;
  /** The session's backtests so far. */
  readonly runs: RunBook;
  /** The session's dropped files. */
  readonly files: FileShelf;
  /** UTC ms after which nothing is known; Infinity on the page. */
  readonly until: number;
  readonly signal: AbortSignal;
  /** Seen by what keeps the thread busy. */
  readonly stop: StopFlag;
  readonly invalidation: Promise<void>;
  /** Lets messages in: Stop, a newer input. */
  readonly breathe: () => Promise<void>;
  /** Where the names of cells come from. */
  readonly behind: CellsBehind;
  /** Threads that help with sweeps; absent where there are none. */
  readonly crew?: Crew | undefined;
  /** Takes studies to the server; absent where there is none. */
  readonly desk?: StudyDesk | undefined;
}

function cellConsole(run: CellRun<CellProgram>): CellApi["console"] {
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

/** Fills in a sweep's map while it runs, each sweep its own; one of one parameter or of a hundred thousand sets has none. */
function liveMap(run: CellRun<CellProgram>, bars: Bars | readonly Bars[]): (soFar: SweepResult) => void {
  const sweep = {};
  const symbols = [bars].flat().map(({ symbol }: Bars) => symbol);
  const of = symbols.length > 3 ? `${symbols.length} symbols` : symbols.join(", ");
  return (soFar) => {
    const [x, y] = Object.keys(soFar.params);
    if (x === undefined || y === undefined || soFar.sets > MAX_MAPPED) return;
    const title = `Sharpe ratio by ${x} and ${y}, ${of}`;
    run.update(showValue(parameterHeatmap(soFar, "sharpe" in soFar.metrics ? { title } : {})), sweep);
  };
}

/** How other threads make a study's strategy; undefined where they cannot. */
function originOf(
  searched: Strategy | undefined,
  given: unknown,
  recipe: () => Recipe | undefined,
): StrategyOrigin | undefined {
  const builtIn = strategies.blocks.find(({ strategy }) => strategy === given);
  if (builtIn) return { kind: "built-in", name: builtIn.kind };
  const found = searched === given ? recipe() : undefined;
  return found && { kind: "recipe", recipe: found };
}

type Runs = Pick<
  CellApi,
  "strategyFromYaml" | "backtest" | "sweep" | "optimize" | "compare" | "audit" | "test" | "stats"
>;

function runFunctions(context: CellContext, work: LongWork): Runs {
  const { run, runs, behind, crew, library, desk, stop } = context;
  return {
    strategyFromYaml: (text) =>
      strategyFromYaml(text, run.cell.kind === "strategy" ? run.cell.id : undefined),
    backtest(strategy, options) {
      refuseMisspelt("backtest", options, RUN_OPTIONS);
      const watch = options.watch ?? watchRun(stop, (share) => work.progress(share));
      const result = watchedBacktest(strategy, withSpecOptions(strategy, options), watch);
      runs.add(run.cell.id, result);
      return result;
    },
    sweep(strategy, options) {
      refuseMisspelt("sweep", options, [...RUN_OPTIONS, "grid", "where", "metrics"]);
      const help = crew && { crew, recipe: () => recipeOf(strategy, run.values, behind) };
      return runSweep(strategy, withSpecOptions(strategy, options), work, liveMap(run, options.bars), help);
    },
    optimize: (strategy, options) => {
      const [study, panel] = [{}, {}];
      return runOptimize(strategy, withSpecOptions(strategy, options), work, {
        bars: (symbol, wanted) => library.bars(symbol, wanted),
        draw: (soFar) => run.update(showValue(soFar), study),
        end: (report, found) => {
          run.update(showValue(found), study);
          run.update(showValue(report.judgement), panel);
          keepLiveView(report, { run, owners: [study, panel] });
        },
        help: ({ strategy: searched, objective: own }) => {
          const origin = crew && originOf(searched, strategy, () => recipeOf(strategy, run.values, behind));
          const objective = own && recipeOf(own, run.values, behind);
          return crew && origin && (!own || objective) ? { crew, origin, objective } : undefined;
        },
        onServer: (task) => {
          const { objective: own } = task;
          const hand = {
            strategy: strategy as Strategy,
            recipe: () => recipeOf(strategy, run.values, behind),
            why: () => whyNoRecipe(strategy, run.values, behind),
            objective: own && { own, recipe: recipeOf(own, run.values, behind) },
          };
          const asked = { ...hand, cellId: run.cell.id, signal: work.signal };
          return runOnServer(desk, task, asked, (id) => run.show({ type: "study", id }));
        },
      });
    },
    compare: compareResults,
    async audit(strategy, options) {
      const steps = auditSteps(strategy, withSpecOptions(strategy, options));
      for (;;) {
        const step = steps.next();
        await work.between(step.done === true ? 1 : step.value);
        stop.check();
        if (step.done === true) return step.value;
      }
    },
    test: (strategy, options) => testStrategy(strategy, options ?? {}, work),
    stats: statisticsTable,
  };
}

/** Every name of the session that a cell sees besides the engine's own exports. */
export function cellScope(context: CellContext): CellApi {
  const { run, library, signal, invalidation, files, until } = context;
  const progress = (share: number): void => run.progress(share);
  const work = createLongWork(signal, progress, context.breathe);
  const known = (bars: Bars): Bars => (until < Infinity ? barsUntil(bars, until) : bars);
  const waited = (ms: number): void => run.waited(ms);
  const sql = { ...context, cellId: run.cell.id, values: run.values, waited };
  return {
    ...runFunctions(context, work),
    ...createInputs({
      read: (name) => run.readInput(name),
      show: (control) => run.show({ type: "control", control }),
      files,
      until,
    }),
    bars(symbol, options = {}) {
      refuseMisspelt("bars", options, BARS_OPTIONS);
      return library.bars(symbol, options);
    },
    asBars(table, options) {
      refuseMisspelt("asBars", options, ["symbol", "timeframe", "dates"]);
      return known(asBars(table, options, (words) => cellConsole(run).info(words)));
    },
    asOf: asOf as CellApi["asOf"],
    datasets: () => library.datasets(),
    universe: (which, options = {}) => loadUniverse(which, options, { library, signal, progress }),
    indicator: indicatorValues as CellApi["indicator"],
    sql: <R extends Row = Row>(texts: readonly string[], ...values: readonly unknown[]) =>
      runSql(sql, texts, values) as Promise<Table<R>>,
    display(value) {
      withdrawLiveView(run, value);
      showAll(value).forEach((output) => run.show(output));
    },
    table: tableOf,
    plot,
    md: markdown,
    svg,
    progress,
    console: cellConsole(run),
    signal,
    invalidation,
  };
}
