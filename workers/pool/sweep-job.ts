import type { BacktestOptions } from "#engine/backtest.ts";
import { joinSweep, type SweepRows } from "#engine/experiments/sweep.ts";
import type { Strategy } from "#engine/strategy.ts";
import { openStopFlag } from "#workers/cells/stop-flag.ts";
import { followRecipe, type Recipe } from "./recipe.ts";

/** Which rows of a sweep are taken and which are done; in memory that all threads share. */
export interface SweepLedger {
  /** One number: the next row that nobody has taken. */
  readonly next: Int32Array;
  /** 1 for every row that is filled, of shape [sets]. */
  readonly done: Uint8Array;
}

/** A sweep as it is handed to helping threads: plain data, columns in shared memory. */
export interface SweepJob extends SweepLedger {
  readonly recipe: Recipe;
  /** Run options of the sweep. */
  readonly settings: unknown;
  readonly rows: SweepRows;
}

/** An empty ledger of `sets` rows, for this thread alone or for several. */
export function openLedger(sets: number, shared: boolean): SweepLedger {
  const memory = (bytes: number) => (shared ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes));
  return { next: new Int32Array(memory(4)), done: new Uint8Array(memory(sets)) };
}

/** Takes the next row; at or past `sets` there is none left. */
export const takeRow = ({ next }: SweepLedger): number => Atomics.add(next, 0, 1);

/** Marks a row as filled, after its columns were written. */
export function markDone({ done }: SweepLedger, row: number): void {
  Atomics.store(done, row, 1);
}

/** Leaves no row to be taken: whoever works on it ends after the row at hand. */
export function closeLedger({ next, done }: SweepLedger): void {
  Atomics.store(next, 0, done.length);
}

/**
 * Works on a sweep until no row is left.
 *
 * A row that fails is left undone and ends this thread's work: who opened the sweep runs it again and meets the error itself.
 *
 * @param most Rows to take at most.
 * @throws whatever the strategy's cells or its runs throw.
 */
export async function workOn(job: SweepJob, most = Infinity): Promise<void> {
  const strategy = (await followRecipe(job.recipe, openStopFlag(null))) as Strategy;
  const settings = job.settings as Omit<BacktestOptions, "params">;
  const run = joinSweep(strategy, settings, job.rows);
  for (let taken = 0; taken < most; taken++) {
    const row = takeRow(job);
    if (row >= job.rows.sets) return;
    run(row);
    markDone(job, row);
  }
}
