import { simulate, type Run } from "../backtest.ts";
import type { StrategyParams } from "../strategy.ts";
import { firstDifference, type Difference } from "./compare.ts";
import { PERTURBATIONS, perturbAfter, type Perturbation } from "./perturb.ts";
import type { AuditTask } from "./task.ts";

/** How often the future was replaced, and where the past noticed. */
export interface PerturbationFinding {
  readonly runs: number;
  readonly difference: Difference | undefined;
}

/**
 * Perturbation test: with everything after a moment replaced (scaled, shuffled, moved by chance), the rest of the next bar after its open
 * included, nothing that was decided by then may change, and no fill up to that open.
 *
 * It sees what a prefix cannot: a fill that uses the range of its own bar. Yields before each run how much of it is done, 0 to 1.
 */
export function* perturbationTest<P extends StrategyParams>(
  task: AuditTask<P>,
  wanted: number,
): Generator<number, PerturbationFinding> {
  const { moments } = task;
  const places = Math.min(Math.max(0, Math.trunc(wanted)), moments.length - 1);
  let runs = 0;
  for (let place = 0; place < places; place++) {
    const moment = moments[Math.floor(((place + 0.5) * (moments.length - 1)) / places)] ?? NaN;
    for (const way of PERTURBATIONS) {
      yield runs / (places * PERTURBATIONS.length);
      runs += 1;
      const difference = compareAfter(task, moment, way, runs);
      if (difference) return { runs, difference };
    }
  }
  return { runs, difference: undefined };
}

function compareAfter<P extends StrategyParams>(
  { strategy, options, whole }: AuditTask<P>,
  moment: number,
  way: Perturbation,
  seed: number,
): Difference | undefined {
  const capped = whole.settings.execution.participation !== undefined;
  const bars = whole.dataset.bars.map((each) => perturbAfter(each, moment, way, seed, capped));
  let other: Run;
  try {
    other = simulate(strategy, { ...options, bars }, true);
  } catch {
    // Strange prices may trouble a strategy after the moment; that says nothing about what came before it.
    return undefined;
  }
  return firstDifference(whole, other, moment);
}
