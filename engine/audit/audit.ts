import { simulate } from "../backtest.ts";
import type { AuditVerdict } from "../result.ts";
import type { Strategy, StrategyParams } from "../strategy.ts";
import { firstDifference, type Difference } from "./compare.ts";
import { perturbationTest } from "./perturbation-test.ts";
import { prefixTest } from "./prefix-test.ts";
import { checkAborted, closesOf, type AuditOptions, type AuditTask } from "./task.ts";
import { warmupTest } from "./warmup-test.ts";

export { EVERY_BAR_LIMIT } from "./prefix-test.ts";
export type { AuditOptions } from "./task.ts";

/**
 * Looks whether a run used anything before it was there, by running it again.
 *
 * In this order: the same bars twice (a strategy that answers differently cannot be judged), prefixes of the bars, bars with another future,
 * and less and less history. Everything is compared bit for bit: indicators, signals, orders, fills.
 *
 * The bars' own arrays are blanked after each cut, so that code which closed over them is caught, too. What was made of them before (another
 * cell's column) is the same in every run, and out of reach here: the notebook replays the cells for that.
 *
 * @returns The verdict; `firstLeak` names the first bar found to depend on later ones. Costs about cuts / 2 + 3 * perturbations + 8 runs.
 * @throws EngineError "cancelled" once `abort.aborted` is true, or whatever the run itself throws.
 * @example await audit(cross, { bars: prices })
 */
export function audit<P extends StrategyParams>(
  strategy: Strategy<P>,
  options: AuditOptions<P>,
): AuditVerdict {
  const steps = auditSteps(strategy, options);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    checkAborted(options);
  }
}

/**
 * The same run by run, for threads that do something else in between: yields before each run how much of the audit is done, 0 to 1, and ends
 * with the verdict.
 *
 * @throws What the run itself throws; `abort` is left to whoever takes the steps.
 */
export function* auditSteps<P extends StrategyParams>(
  strategy: Strategy<P>,
  options: AuditOptions<P>,
): Generator<number, AuditVerdict> {
  const whole = simulate(strategy, options, true);
  const task: AuditTask<P> = { strategy, options, whole, moments: closesOf(whole.dataset.bars) };
  yield 0;
  const unsteady = firstDifference(whole, simulate(strategy, options, true));
  if (unsteady) {
    const what = `${unsteady.what} differs between two runs on the same bars`;
    return { ...leak({ ...unsteady, what: what.slice(0, 300) }, 0), deterministic: false };
  }
  const { cuts, difference } = yield* within(0.02, 0.7, prefixTest(task, options.cuts ?? 64));
  if (difference) return { ...leak(difference, cuts), deterministic: true };
  const perturbed = yield* within(0.7, 0.9, perturbationTest(task, options.perturbations ?? 4));
  const seen = { deterministic: true, perturbations: perturbed.runs };
  if (perturbed.difference) return { ...leak(perturbed.difference, cuts), ...seen };
  const warmup = options.warmup === false ? undefined : yield* within(0.9, 1, warmupTest(task));
  return { verdict: "causal", cuts, ...seen, ...(warmup ? { warmup } : {}) };
}

/** A part's shares as shares of the whole. */
function* within<T>(from: number, to: number, part: Generator<number, T>): Generator<number, T> {
  for (;;) {
    const step = part.next();
    if (step.done === true) return step.value;
    yield from + (to - from) * step.value;
  }
}

function leak({ bar, time, what }: Difference, cuts: number): AuditVerdict {
  return { verdict: "leaks", cuts, firstLeak: { bar, time, what } };
}
