import { alignBars, type Dataset } from "../data/align.ts";
import { readSettings, type Settings } from "../execution/run-settings.ts";
import { executionSettings } from "../execution/settings.ts";
import { canonicalJson } from "../hash.ts";
import type { BarColumn } from "../market/bars.ts";
import { crossover } from "../signals/crossover.ts";
import type { ParamInput, PreparedStrategy, StrategyParams } from "../strategy.ts";
import { openTotals, runCrossover, type CrossoverTask, type RunTotals } from "./crossover-kernel.ts";
import type { KernelAccount } from "./kernel-account.ts";
import type { SharedColumns } from "./shared-columns.ts";
import type { SweepTask } from "./sweep-task.ts";

/** Options that the kernel knows the meaning of; with any other one a sweep runs whole backtests. */
const KNOWN_OPTIONS = new Set(
  "bars params capital fees slippage sizing risk execution seed from to periodsPerYear code".split(" "),
);
const KNOWN_PARTS = new Set(
  "params indicators warmupBars warmupOn sizing risk execution bind generator".split(" "),
);

/** Blocks whose answer depends on nothing but side, quantity and price. */
const PLAIN_FEES = new Set(["no-fees", "ibkr-fixed", "percent"]);
const PLAIN_SLIPPAGE = new Set(["no-slippage", "fixed-bps"]);

/** The statistics that are gathered while a run goes on. */
const METRICS: Readonly<Record<string, (totals: RunTotals, run: KernelRun) => number>> = {
  totalReturn: ({ equity }, { capital }) => equity / capital - 1,
  maxDrawdown: ({ maxDrawdown }) => maxDrawdown,
  tradeCount: ({ trades }) => trades,
  exposure: ({ heldBars, returns }) => heldBars / returns,
  annualVolatility: (totals, { periodsPerYear }) => deviationOf(totals) * Math.sqrt(periodsPerYear),
  sharpe: (totals, { periodsPerYear }) => {
    const ratio = (totals.sum / totals.returns / deviationOf(totals)) * Math.sqrt(periodsPerYear);
    return Number.isFinite(ratio) ? ratio : NaN;
  },
};

interface KernelRun {
  readonly capital: number;
  readonly periodsPerYear: number;
}

/** Standard deviation (n - 1) from sums: returns are small beside their deviation, so little cancels. */
function deviationOf({ returns, sum, squares }: RunTotals): number {
  return Math.sqrt(Math.max(0, squares - (sum * sum) / returns) / (returns - 1));
}

/**
 * Opens the streaming kernel for a sweep of a crossover.
 *
 * @returns A function that runs the set of a row into the metric columns, or undefined where a set's strategy, the settings or a metric
 *   ask for more than the kernel does exactly.
 */
export function openCrossoverSweep<P extends StrategyParams>(
  task: SweepTask<P>,
): ((row: number) => void) | undefined {
  const { strategy, options, shared, metrics, sets } = task;
  if (!Object.keys(options).every((name) => KNOWN_OPTIONS.has(name))) return undefined;
  if (!Object.keys(metrics).every((kind) => kind in METRICS)) return undefined;
  const first = strategy.prepare(sets[0] as ParamInput<P>);
  const settings = readSettings(options, first);
  const dataset = alignBars(options.bars, settings);
  if (dataset.bars.length !== 1 || !isPlain(settings)) return undefined;
  const tasks: CrossoverTask[] = [];
  for (const set of sets) {
    const prepared = strategy.prepare(set as ParamInput<P>);
    if (!isCrossover(prepared) || !sameParts(prepared, first)) return undefined;
    tasks.push(taskOf(prepared, dataset, shared));
  }
  const account = openAccount(settings, dataset);
  const totals = openTotals();
  const periodsPerYear = settings.periodsPerYear ?? dataset.periodsPerYear;
  const run: KernelRun = { capital: settings.capital, periodsPerYear };
  const columns = Object.entries(metrics).map(([kind, column]) => ({ column, of: METRICS[kind] }));
  return (row) => {
    runCrossover(tasks[row] as CrossoverTask, account, totals);
    for (const { column, of } of columns) column[row] = of?.(totals, run) ?? NaN;
  };
}

/** Whether the kernel does all that these settings ask for. */
function isPlain({ fees, slippage, sizing, risk, execution }: Settings): boolean {
  const { path, limitPenetrationTicks, instrument } = execution;
  const plain = executionSettings.parse({ path, limitPenetrationTicks, instrument });
  return (
    PLAIN_FEES.has(fees.kind) &&
    PLAIN_SLIPPAGE.has(slippage.kind) &&
    sizing.kind === "fixed-fraction" &&
    risk.length === 0 &&
    instrument.tick === 0 &&
    canonicalJson(plain) === canonicalJson(execution)
  );
}

function isCrossover(prepared: PreparedStrategy): boolean {
  const { generator } = prepared;
  if (generator?.kind !== crossover.kind) return false;
  const known = Object.entries(prepared).every(([name, part]) => part === undefined || KNOWN_PARTS.has(name));
  return known && crossover.of(generator.params).code === generator.code;
}

/** Whether two sets size, guard and execute alike, so that one account serves both. */
function sameParts(a: PreparedStrategy, b: PreparedStrategy): boolean {
  if (a.sizing === b.sizing && a.risk === b.risk && a.execution === b.execution) return true;
  const plain = ({ sizing, risk, execution }: PreparedStrategy): string =>
    canonicalJson([sizing ?? null, risk ?? null, execution ?? null].map((part) => JSON.stringify(part)));
  return plain(a) === plain(b);
}

function openAccount(settings: Settings, dataset: Dataset): KernelAccount {
  const { capital, fees, slippage, sizing, execution } = settings;
  const symbol = dataset.bars[0]?.symbol ?? "";
  const { instrument } = execution;
  return { capital, fees, slippage, sizing, instrument, symbol, onClose: false, cash: capital, quantity: 0 };
}

function taskOf(prepared: PreparedStrategy, dataset: Dataset, shared: SharedColumns): CrossoverTask {
  const [bars] = dataset.bars;
  if (!bars) throw new Error("a dataset without bars");
  const params: Readonly<Record<string, unknown>> = prepared.generator?.params ?? {};
  const column = (name: unknown): Float64Array => {
    const [head = "", output] = String(name).split(".");
    const spec = prepared.indicators[head];
    if (!spec) return bars[head as BarColumn];
    return shared.columnsOf(spec, bars, dataset.bars)[output ?? spec.outputs[0] ?? ""] as Float64Array;
  };
  const firstBar = dataset.firstBars[0] ?? 0;
  return {
    ...{ open: bars.open, close: bars.close, fast: column(params["fast"]), slow: column(params["slow"]) },
    ...{ strict: params["rule"] === "strict", firstBar },
    decideFrom: Math.max(firstBar, prepared.warmupOn(bars)),
  };
}
