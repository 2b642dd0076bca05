import type { OpenedStrategy, TrialOutcome, TrialSet, TrialTask } from "./trial-task.ts";

/** What the parent asks of a jail: one thing at a time. */
export type JailOrder =
  | { readonly kind: "open"; readonly engine: string; readonly task: TrialTask; readonly memoryMb: number }
  | { readonly kind: "run"; readonly sets: readonly TrialSet[]; readonly trialMs: number };

/** What a jail answers; after a fault it is of no more use. */
export type JailAnswer =
  | { readonly kind: "ready" }
  | { readonly kind: "opened"; readonly strategy: OpenedStrategy }
  | { readonly kind: "trial"; readonly number: number; readonly outcome: TrialOutcome }
  | { readonly kind: "rested" }
  | { readonly kind: "fault"; readonly error: string };
