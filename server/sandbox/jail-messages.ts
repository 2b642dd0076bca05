import type { TrialRequest } from "#engine/experiments/study/evaluate-trial.ts";
import type { OpenedStrategy, RunOutcome, TrialTask } from "./trial-task.ts";

/** What the parent asks of a jail: one thing at a time. */
export type JailOrder =
  | {
      readonly kind: "open";
      /** Absent where it is the one of the order before. */
      readonly engine?: string;
      readonly task: TrialTask;
      readonly memoryMb: number;
    }
  | { readonly kind: "run"; readonly requests: readonly TrialRequest[]; readonly trialMs: number };

/** What a jail answers; after a fault it is of no more use. */
export type JailAnswer =
  | { readonly kind: "ready" }
  | { readonly kind: "opened"; readonly strategy: OpenedStrategy }
  | { readonly kind: "ran"; readonly at: number; readonly outcome: RunOutcome }
  | { readonly kind: "rested" }
  | { readonly kind: "fault"; readonly error: string };
