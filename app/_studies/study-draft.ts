import { samplers } from "#engine/experiments/search/catalogue.ts";
import { pruners } from "#engine/experiments/search/pruners/catalogue.ts";
import type { SearchSpace, SearchSpaceInput } from "#engine/experiments/search/space.ts";
import { spaceOfStrategy } from "#engine/experiments/study/strategy-space.ts";
import type { Timeframe } from "#engine/market/bars.ts";
import { strategies } from "#engine/strategies/catalogue.ts";

/** A parameter as the form has it: numbers as they are typed. */
export interface DraftParameter {
  readonly name: string;
  readonly kind: "int" | "float" | "choice";
  readonly min: string;
  readonly max: string;
  readonly step: string;
  /** Of a choice: values between commas. */
  readonly values: string;
  readonly log: boolean;
  /** The condition under which it counts, such as "exit = trailing, fixed"; empty where it always does. */
  readonly when: string;
  /** Whether it is searched; else the strategy's own value stands. */
  readonly searched: boolean;
}

type Goal = "maximise" | "minimise";

/** An objective beside the first; it names a statistic. */
export interface FurtherObjective {
  readonly objective: string;
  readonly goal: Goal;
}

/** Where the strategy comes from. */
export type DraftSource =
  | { readonly kind: "built-in"; readonly name: string }
  | { readonly kind: "spec"; readonly text: string }
  | { readonly kind: "notebook"; readonly notebook: string }
  | { readonly kind: "study"; readonly study: string; readonly name: string };

/** A block of a run as the form has it: its kind, empty for the usual one, and its settings as text. */
export interface DraftBlock {
  readonly kind: string;
  /** Such as "pct = 0.1, minimum = 1". */
  readonly settings: string;
}
/** The parts of a run that a study may set. */
export const BLOCK_FIELDS = ["fees", "slippage", "sizing"] as const;
export type BlockField = (typeof BLOCK_FIELDS)[number];
const USUAL: DraftBlock = { kind: "", settings: "" };

/** How a study is judged on bars that its choice did not see. */
export const JUDGEMENTS = ["hold-out", "walk-forward", "k-fold", "combinatorial", "none"] as const;
export type Judgement = (typeof JUDGEMENTS)[number];

/** A study while it is written: every field as text, so that what is half typed stays what it is. */
export interface StudyDraft {
  readonly source: DraftSource;
  readonly name: string;
  readonly symbols: string;
  readonly timeframe: Timeframe;
  readonly from: string;
  readonly to: string;
  readonly capital: string;
  readonly accounts: "shared" | "each";
  readonly fees: DraftBlock;
  readonly slippage: DraftBlock;
  readonly sizing: DraftBlock;
  readonly parameters: readonly DraftParameter[];
  readonly constraints: string;
  readonly method: string;
  readonly trials: string;
  readonly batch: string;
  readonly seed: string;
  readonly pruner: string;
  readonly objective: string;
  readonly goal: Goal;
  /** Whether it goes before its person's other studies. */
  readonly priority: "normal" | "high";
  /** More objectives at the same time. */
  readonly further: readonly FurtherObjective[];
  readonly leastTrades: string;
  readonly judgement: Judgement;
  readonly folds: string;
  readonly holdOutPercent: string;
  readonly train: string;
  readonly test: string;
  readonly anchored: boolean;
  readonly groups: string;
  readonly testGroups: string;
  readonly purge: string;
  readonly embargo: string;
}

/** Ways to search and to give up early, for selects. */
export const METHODS = samplers.blocks.map((sampler) => ({
  ...{ kind: sampler.kind, title: sampler.title },
  isSingle: sampler.of({}).isSingle,
}));
export const PRUNERS = pruners.blocks.map(({ kind, title }) => ({ kind, title }));

/** A draft of a built-in strategy, with the ranges that it was declared with. */
export function draftOf(name = "ema-crossover"): StudyDraft {
  const { strategy, title } = strategies.find(name);
  return {
    ...{ source: { kind: "built-in", name }, name: title, symbols: "", timeframe: "1d", from: "", to: "" },
    ...{
      capital: "100000",
      accounts: "shared",
      ...{ fees: USUAL, slippage: USUAL, sizing: USUAL },
      parameters: parametersOf(rangesOf(strategy)),
      constraints: "",
    },
    ...{ method: "tpe", trials: "100", batch: "4", seed: "1", pruner: "none" },
    ...{
      objective: "sharpe",
      goal: "maximise",
      priority: "normal",
      further: [],
      leastTrades: "10",
      judgement: "hold-out",
      folds: "1",
    },
    ...{ holdOutPercent: "25", train: "504", test: "126", anchored: false },
    ...{ groups: "6", testGroups: "2", purge: "5", embargo: "5" },
  };
}

function rangesOf(strategy: Parameters<typeof spaceOfStrategy>[0]): SearchSpaceInput["parameters"] {
  try {
    return spaceOfStrategy(strategy).parameters;
  } catch {
    // A strategy without ranges: the person adds what is to be searched.
    return {};
  }
}

const BLANK = { searched: true, min: "", max: "", step: "", values: "", log: false };

/** A space as rows of the form. */
export function parametersOf(parameters: SearchSpaceInput["parameters"]): DraftParameter[] {
  return Object.entries(parameters).map(([name, given]) => {
    const { kind, when } = given;
    const row = {
      ...BLANK,
      name,
      kind,
      when: when ? `${when.parameter} = ${when.in.map(String).join(", ")}` : "",
    };
    if (given.kind === "choice") return { ...row, values: given.values.map(String).join(", ") };
    const { min, max, step, log = false } = given;
    return { ...row, min: String(min), max: String(max), step: String(step ?? ""), log };
  });
}

/** Relations as they are typed: one a line. */
export function constraintText({ constraints }: Pick<SearchSpace, "constraints">): string {
  return constraints.map(({ left, relation, right }) => `${left} ${relation} ${right}`).join("\n");
}
