import type { OpenSweep } from "#engine/experiments/sweep.ts";
import type { CrewWork } from "#workers/pool/crew.ts";
import { closeLedger, markDone, openLedger, takeRow, type SweepLedger } from "#workers/pool/sweep-job.ts";
import type { LongWork } from "./long-work.ts";

/** Rows are run for about this long before Stop and newer inputs are let in. */
const SLICE_MS = 30;
/** A sweep shows for so long how fast it is before it asks for help ... */
const ALONE_MS = 100;
/** ... which pays where so much more is left: a thread takes a tenth of a second to start. */
const WORTH_MS = 300;

/** Who runs the rows of a sweep besides this thread. */
export interface RowsOptions {
  readonly work: LongWork;
  /** Called between slices, with the milliseconds of the clock. */
  readonly seen: (now: number) => void;
  /** Hands the rows to other threads, which take them from the ledger; absent or undefined where nobody can help. */
  readonly hire?: ((ledger: SweepLedger) => CrewWork | undefined) | undefined;
}

/**
 * Runs every row of a sweep, a slice at a time, with help where it is long.
 *
 * Whoever runs a row comes to the same bits, so rows that helpers took and did not finish are simply run here, too: nobody is waited for, and
 * an error is met on this thread.
 *
 * @throws the signal's own reason once it is aborted, and as the sweep's runs do.
 */
export async function runRows({ sets, run }: OpenSweep, { work, seen, hire }: RowsOptions): Promise<void> {
  const ledger = openLedger(sets, hire !== undefined);
  const began = performance.now();
  let rested = began;
  let helpers: CrewWork | undefined;
  let asked = false;
  try {
    for (let row = takeRow(ledger); row < sets; row = takeRow(ledger)) {
      if (performance.now() - rested > SLICE_MS) {
        await work.between(row / sets);
        rested = performance.now();
        seen(rested);
        const [spent, left] = [rested - began, (sets - row) / row];
        if (!asked && spent > ALONE_MS) {
          asked = true;
          if (spent * left > WORTH_MS) helpers = hire?.(ledger);
        }
      }
      run(row);
      markDone(ledger, row);
    }
    for (let row = 0; row < sets; row++) if (Atomics.load(ledger.done, row) === 0) run(row);
  } catch (error) {
    helpers?.cancel();
    throw error;
  } finally {
    closeLedger(ledger);
  }
}
