import type { Evaluate, TrialOutcome, TrialRequest } from "#engine/experiments/study/evaluate-trial.ts";
import type { Jail } from "#server/sandbox/open-jail.ts";
import type { RunOutcome } from "#server/sandbox/trial-task.ts";

interface Asked {
  readonly request: TrialRequest;
  readonly settle: (outcome: TrialOutcome) => void;
  readonly fail: (error: unknown) => void;
}

/** Runs trials in a jail that is open: what is asked for in one turn of the event loop, or while it is busy, goes to it together. */
export function evaluateIn(jail: Jail): Evaluate {
  let waiting: Asked[] = [];
  let busy = false;
  const send = async (): Promise<void> => {
    busy = true;
    for (let batch = waiting; batch.length > 0; batch = waiting) {
      waiting = [];
      await jail
        .run(
          batch.map(({ request }) => request),
          (at, outcome) => batch[at]?.settle(trialOutcomeOf(outcome)),
        )
        .catch((error: unknown) => {
          for (const { fail } of batch) fail(error);
        });
    }
    busy = false;
  };
  return (request) =>
    new Promise((settle, fail) => {
      if (waiting.push({ request, settle, fail }) === 1 && !busy) setImmediate(() => void send());
    });
}

/** A copy of the returns, since a column must begin at a multiple of eight bytes. */
function trialOutcomeOf({
  returns,
  score,
  trades,
  periodsPerYear,
  metrics,
  error,
}: RunOutcome): TrialOutcome {
  return {
    ...{ score, trades, periodsPerYear, metrics },
    returns: new Float64Array(new Uint8Array(returns).buffer),
    ...(error === undefined ? {} : { error }),
  };
}
