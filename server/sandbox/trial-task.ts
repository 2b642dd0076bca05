import type { ExecutionInput } from "#engine/execution/settings.ts";
import type { Bars } from "#engine/market/bars.ts";
import { z } from "zod";

/** A name that code may give its strategy. */
const identifier = z.string().regex(/^[A-Za-z_$][\w$]{0,99}$/, "use the name of a variable");

/** Where a study's strategy comes from: the catalogue, a spec as plain data, or JavaScript that defines it under a name. */
export const strategySource = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("built-in"), name: z.string().min(1).max(100) }),
  z.strictObject({ kind: z.literal("spec"), spec: z.record(z.string(), z.unknown()) }),
  z.strictObject({
    kind: z.literal("code"),
    code: z.string().max(2_000_000).describe("statements without types and imports; the engine is in scope"),
    name: identifier.describe("the variable that holds the strategy"),
  }),
]);
export type StrategySource = z.infer<typeof strategySource>;

/** One set of parameters under its number. */
export interface TrialSet {
  readonly number: number;
  readonly params: Readonly<Record<string, number | string | boolean>>;
}

/** What all trials of a study share. Times are UTC ms, `to` exclusive. */
export interface TrialTask {
  readonly source: StrategySource;
  readonly bars: readonly Bars[];
  readonly from?: number;
  readonly to?: number;
  readonly capital?: number;
  readonly execution?: ExecutionInput;
  readonly seed: number;
  /** Kind of a statistic. */
  readonly objective: string;
  /** Kinds of statistics that are kept besides. */
  readonly metrics: readonly string[];
  /** Stretches of equal time, each with an account of its own. */
  readonly folds: number;
  /** All symbols on one account, or each on its own and the mean of them. */
  readonly portfolio: boolean;
  /** With fewer trades a set has no objective. */
  readonly minTrades: number;
}

/** What a trial found; null is "not defined". */
export interface TrialFinding {
  readonly objective: number | null;
  readonly metrics: Readonly<Record<string, number | null>>;
  readonly foldValues: readonly (number | null)[];
}

/** What a strategy is, once its code has run. */
export interface OpenedStrategy {
  readonly name: string;
  readonly version: string;
  readonly codeHash: string;
}

/** How a trial ended: with a finding, or with words for why there is none. */
export type TrialOutcome =
  | { readonly ok: true; readonly finding: TrialFinding; readonly durationMs: number }
  | { readonly ok: false; readonly error: string; readonly durationMs: number };
