import { EngineError } from "#engine/errors.ts";
import { statisticText } from "#engine/attribution/statistic-text.ts";
import type { Statistic } from "#engine/attribution/statistics/statistic.ts";
import type { BacktestResult } from "#engine/result.ts";
import { Figure } from "../plot.ts";
import { SHOWN, type Shown } from "../shown.ts";
import { tableOf, type Row, type Table } from "../table.ts";
import { statisticsOf } from "./statistics-table.ts";

/** Most results that are compared at once. */
export const MAX_COMPARED = 50;
/** Points of one equity line; a chart has no more pixels. */
const MAX_POINTS = 4000;
const SIDE_BY_SIDE = [
  ...["totalReturn", "annualReturn", "annualVolatility", "sharpe", "sortino", "maxDrawdown", "calmar"],
  ...[
    "tradeCount",
    "winRate",
    "profitFactor",
    "expectancy",
    "averageHold",
    "exposure",
    "turnover",
    "costDrag",
  ],
];

/** Results side by side; shown as a table in the words of a report, with a chart below it. */
export interface Comparison extends Shown {
  /** The results by the names that they are shown under. */
  readonly results: Readonly<Record<string, BacktestResult>>;
  /** A row per statistic, a column per result. */
  readonly table: Table;
  /** Growth of 1, one line per result, on a logarithmic axis. */
  readonly equity: Figure;
}

type Named = readonly (readonly [string, BacktestResult])[];

function named(results: readonly BacktestResult[] | Readonly<Record<string, BacktestResult>>): Named {
  if (!Array.isArray(results)) return Object.entries(results as Readonly<Record<string, BacktestResult>>);
  const list = results as readonly Partial<BacktestResult>[];
  const names = list.map((result, index) => result.manifest?.strategy.name ?? `value ${index + 1}`);
  const isPlain = new Set(names).size === names.length;
  return list.map((result, index) => {
    const name = names[index] ?? "";
    return [isPlain ? name : `${index + 1} ${name}`, result as BacktestResult];
  });
}

function requireResults(entries: Named): void {
  if (entries.length === 0 || entries.length > MAX_COMPARED)
    throw new EngineError("bad-param", `comparison of ${entries.length} results; give 1 to ${MAX_COMPARED}`);
  for (const [name, result] of entries)
    if (!((result as Partial<BacktestResult> | undefined)?.equity instanceof Float64Array))
      throw new EngineError("bad-param", `${name} is no result; compare what backtest() returned`);
}

/** A row per statistic; `say` makes a number what stands in the table. */
function sideBySide(entries: Named, say: (value: number | null, unit: Statistic["unit"]) => unknown): Table {
  const rows = statisticsOf(SIDE_BY_SIDE).map(({ kind, title, unit }): Row => ({
    statistic: title,
    ...Object.fromEntries(
      entries.map(([name, { statistics }]) => [name, say(statistics[kind] ?? null, unit)]),
    ),
  }));
  return tableOf(rows);
}

/** Every n-th close and always the last one, as growth of 1. */
function growthOf({ time, equity, manifest }: BacktestResult): { x: number[]; y: number[] } {
  const step = Math.max(1, Math.ceil(time.length / MAX_POINTS));
  const rows = Array.from(time.keys()).filter((row) => row % step === 0 || row === time.length - 1);
  const capital = Number(manifest.settings["capital"] ?? equity[0]);
  return { x: rows.map((row) => time[row] ?? NaN), y: rows.map((row) => (equity[row] ?? NaN) / capital) };
}

function equityFigure(entries: Named): Figure {
  const data = entries.map(([name, result]) => ({
    type: "scatter",
    mode: "lines",
    name,
    ...growthOf(result),
  }));
  return new Figure(data, {
    title: { text: "Growth of 1" },
    xaxis: { type: "date" },
    yaxis: { type: "log" },
    showlegend: true,
  });
}

/**
 * Puts results side by side.
 *
 * @throws EngineError "bad-param" on none, on more than {@link MAX_COMPARED}, or on something else than results.
 */
export function compareResults(
  results: readonly BacktestResult[] | Readonly<Record<string, BacktestResult>>,
): Comparison {
  const entries = named(results);
  requireResults(entries);
  const table = sideBySide(entries, (value) => value);
  const said = sideBySide(entries, statisticText);
  const equity = equityFigure(entries);
  return { results: Object.fromEntries(entries), table, equity, [SHOWN]: [said, equity] };
}
