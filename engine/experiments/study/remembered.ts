import { canonicalJson } from "../../hash.ts";
import type { Evaluate, TrialOutcome } from "./evaluate-trial.ts";

/**
 * Runs each request once: splits of a cross validation score the same sets on the same groups.
 *
 * @param most Returns that are kept in all; what comes after is run each time.
 */
export function remembered(evaluate: Evaluate, most: number): Evaluate {
  const known = new Map<string, TrialOutcome | Promise<TrialOutcome>>();
  let kept = 0;
  return (request) => {
    const { values, from, to } = request;
    const key = canonicalJson([values, from, to < Infinity ? to : null]);
    const before = known.get(key);
    if (before) return before;
    const outcome = evaluate(request);
    if (kept > most) return outcome;
    known.set(key, outcome);
    if (outcome instanceof Promise) outcome.then(count, () => known.delete(key));
    else count(outcome);
    return outcome;
  };
  function count({ returns }: TrialOutcome): void {
    kept += returns.length;
  }
}
