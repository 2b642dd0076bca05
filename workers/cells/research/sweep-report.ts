import { openSweep, type OpenSweep, type SweepOptions, type SweepResult } from "#engine/experiments/sweep.ts";
import { EngineError } from "#engine/errors.ts";
import type { Strategy, StrategyParams } from "#engine/strategy.ts";
import type { Crew, CrewWork } from "#workers/pool/crew.ts";
import type { Recipe } from "#workers/pool/recipe.ts";
import { shareValue } from "#workers/pool/share-value.ts";
import type { SweepLedger } from "#workers/pool/sweep-job.ts";
import { SHOWN, type Shown } from "../shown.ts";
import { tableOf, type Row, type Table } from "../table.ts";
import type { LongWork } from "./long-work.ts";
import { runRows } from "./run-rows.ts";

/** A sweep's findings; shown as a table of its best sets. */
export interface SweepReport extends SweepResult, Shown {
  /** A row per set: its parameters, then its statistics, in the order of the grid. Made when first asked for. */
  readonly table: Table;
  /** The parameters of the set with the largest value of a statistic; the Sharpe ratio where none is named. */
  best(metric?: string): Readonly<Record<string, number | string | boolean>>;
  /**
   * The row of one set: its parameters and statistics. A slider that picks a set this way re-runs no sweep.
   *
   * @param set A value for every parameter that varied; the nearest one of the grid counts for a number.
   * @throws EngineError "bad-param" where a parameter is missing or unknown, or no such set was run.
   */
  at(set: Readonly<Record<string, number | string | boolean>>): Row;
}

/** What was found so far is drawn this often: a picture of ten thousand sets takes a few milliseconds. */
const DRAWN_MS = 250;
/** Rows of the table that is shown under the cell. */
const SHOWN_SETS = 1000;

const rowOf = ({ params, metrics }: SweepResult, set: number): Row => ({
  ...Object.fromEntries(Object.entries(params).map(([name, values]) => [name, values[set]])),
  ...Object.fromEntries(Object.entries(metrics).map(([kind, column]) => [kind, column[set]])),
});

function orderedBy(result: SweepResult, metric: string | undefined): number[] {
  const { metrics, sets } = result;
  const kind = metric ?? ("sharpe" in metrics ? "sharpe" : (Object.keys(metrics)[0] ?? ""));
  const column = metrics[kind];
  if (column === undefined)
    throw new EngineError(
      "bad-param",
      `unknown metric: ${kind}; this sweep has ${Object.keys(metrics).join(", ")}`,
    );
  // NaN is no value: it comes last, whatever is compared with it.
  const of = (set: number): number => (Number.isNaN(column[set]) ? -Infinity : (column[set] as number));
  return Array.from({ length: sets }, (_, set) => set).sort((a, b) => of(b) - of(a));
}

/** The set whose parameters are given, or nearest to that, parameter by parameter. */
function setAt({ params, sets }: SweepResult, wanted: Parameters<SweepReport["at"]>[0]): number {
  for (const name of Object.keys(wanted)) if (!(name in params)) throw unknownParam(name, params);
  let rows = Array.from({ length: sets }, (_, set) => set);
  for (const [name, values] of Object.entries(params)) {
    const value = wanted[name];
    if (value === undefined) throw unknownParam(name, params);
    const off = (row: number): number => {
      const own = values[row];
      return typeof own === "number" && typeof value === "number"
        ? Math.abs(own - value)
        : own === value
          ? 0
          : NaN;
    };
    const nearest = rows.reduce((least, row) => (off(row) < least ? off(row) : least), Infinity);
    rows = rows.filter((row) => off(row) === nearest);
  }
  const [row] = rows;
  if (row === undefined)
    throw new EngineError("bad-param", `no set with ${JSON.stringify(wanted)}; give values of the grid`);
  return row;
}

function unknownParam(name: string, params: SweepResult["params"]): EngineError {
  const names = Object.keys(params).join(", ");
  return new EngineError("bad-param", `invalid set at ${name}; give a value for each of ${names}`, {
    field: name,
  });
}

/** A sweep's result with the ways to look at it that cells have. */
export function sweepReport(result: SweepResult): SweepReport {
  let whole: Table | undefined;
  return {
    ...result,
    get table() {
      return (whole ??= tableOf(Array.from({ length: result.sets }, (_, set) => rowOf(result, set))));
    },
    best(metric) {
      const [set = 0] = orderedBy(result, metric);
      return Object.fromEntries(
        Object.entries(result.params).map(([name, values]) => [name, values[set] as number]),
      );
    },
    at: (set) => rowOf(result, setAt(result, set)),
    get [SHOWN]() {
      return [
        tableOf(
          orderedBy(result, undefined)
            .slice(0, SHOWN_SETS)
            .map((set) => rowOf(result, set)),
        ),
      ];
    },
  };
}

/** Other threads, and how they make this sweep's strategy; undefined where it cannot be made anywhere else. */
export interface SweepHelp {
  readonly crew: Crew;
  readonly recipe: () => Recipe | undefined;
}

/**
 * Runs a sweep, on several threads where it is long and the strategy comes from cells that only compute; the columns are the same, bit for bit.
 *
 * @param draw Called now and then with what was found so far, rows to come are NaN, and once with all of it.
 * @throws the signal's own reason once it is aborted, and as the engine's sweep does.
 */
export async function runSweep<P extends StrategyParams>(
  strategy: Strategy<P>,
  options: Omit<SweepOptions<P>, "abort">,
  work: LongWork,
  draw?: (soFar: SweepResult) => void,
  help?: SweepHelp,
): Promise<SweepReport> {
  await work.between(0);
  const sweep = openSweep(strategy, options, help && sharedRoom);
  let drawnAt = performance.now();
  const seen = (now: number): void => {
    if (draw === undefined || now - drawnAt < DRAWN_MS) return;
    draw(ownColumns(sweep.result()));
    drawnAt = performance.now();
  };
  await runRows(sweep, { work, seen, hire: help && ((ledger) => handOut(sweep, options, help, ledger)) });
  const found = ownColumns(sweep.result());
  // However quick it was: what a cell shows must not tell how fast a machine is.
  draw?.(found);
  work.progress(1);
  return sweepReport(found);
}

const sharedRoom = (rows: number): Float64Array => new Float64Array(new SharedArrayBuffer(rows * 8));

/** Copies of this thread's own: shared memory cannot leave the sandbox. */
function ownColumns(result: SweepResult): SweepResult {
  const metrics = Object.entries(result.metrics).map(([kind, column]) => [kind, column.slice()] as const);
  return { ...result, metrics: Object.fromEntries(metrics) };
}

function handOut<P extends StrategyParams>(
  sweep: OpenSweep,
  options: Omit<SweepOptions<P>, "abort">,
  { crew, recipe: find }: SweepHelp,
  ledger: SweepLedger,
): CrewWork | undefined {
  // What decides the rows stays here: the rows themselves are sent.
  const settings = shareValue({ ...options, grid: undefined, where: undefined, metrics: undefined });
  const recipe = settings && find();
  if (settings === undefined || recipe === undefined) return undefined;
  const { sets, params, metrics } = sweep.result();
  return crew.work({ ...ledger, recipe, settings: settings.copy, rows: { sets, params, metrics } });
}
