import { openSweep, type SweepOptions, type SweepResult } from "#engine/experiments/sweep.ts";
import { EngineError } from "#engine/errors.ts";
import type { Strategy, StrategyParams } from "#engine/strategy.ts";
import { SHOWN, type Shown } from "../shown.ts";
import { tableOf, type Row, type Table } from "../table.ts";
import type { LongWork } from "./long-work.ts";

/** A sweep's findings; shown as a table of its best sets. */
export interface SweepReport extends SweepResult, Shown {
  /** A row per set: its parameters, then its statistics, in the order of the grid. Made when first asked for. */
  readonly table: Table;
  /** The parameters of the set with the largest value of a statistic; the Sharpe ratio where none is named. */
  best(metric?: string): Readonly<Record<string, number | string | boolean>>;
}

/** Sets run for about this long before Stop and newer inputs are let in. */
const SLICE_MS = 30;
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

/**
 * Runs a sweep on this thread, a slice at a time.
 *
 * @param draw Called now and then with what was found so far; rows to come are NaN.
 * @throws the signal's own reason once it is aborted, and as the engine's sweep does.
 */
export async function runSweep<P extends StrategyParams>(
  strategy: Strategy<P>,
  options: Omit<SweepOptions<P>, "abort">,
  work: LongWork,
  draw?: (soFar: SweepResult) => void,
): Promise<SweepReport> {
  await work.between(0);
  const { sets, run, result } = openSweep(strategy, options);
  const began = performance.now();
  let rested = began;
  let drawn = began;
  for (let row = 0; row < sets; row++) {
    if (performance.now() - rested > SLICE_MS) {
      await work.between(row / sets);
      rested = performance.now();
      if (rested - drawn > DRAWN_MS) {
        draw?.(result());
        drawn = performance.now();
      }
    }
    run(row);
  }
  // A picture that was begun is finished; a quick sweep has none.
  if (drawn > began) draw?.(result());
  work.progress(1);
  return sweepReport(result());
}
