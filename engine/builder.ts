import { assemble, type AssembledStrategy } from "./assemble.ts";
import type { DataNeeds } from "./data/data-needs.ts";
import { EngineError } from "./errors.ts";
import type { ExecutionInput } from "./execution/settings.ts";
import type { IndicatorSpec } from "./indicators/indicator.ts";
import type { Timeframe } from "./market/bars.ts";
import { rules } from "./risk/catalogue.ts";
import type { RiskRule } from "./risk/rule.ts";
import type { GroupMember, Logic } from "./signals/condition-group.ts";
import type { Condition } from "./signals/condition.ts";
import { ruleSignal, type RuleGroups } from "./signals/rule-signal.ts";
import type { Sizer } from "./sizing/sizer.ts";
import type { IndicatorMap, SignalView } from "./strategy.ts";

type Side = keyof RuleGroups;

/** A condition of a builder: one from the catalogue, or a function of the strategy's own indicators. */
export type BuilderCondition<I extends IndicatorMap> =
  Condition | ((view: SignalView<Record<never, never>, I>) => boolean);

/** Entry and exit conditions under construction; every step gives a new builder and leaves the old one as it was. */
export interface StrategyBuilder<I extends IndicatorMap = Record<never, never>> {
  version(version: string): StrategyBuilder<I>;
  description(text: string): StrategyBuilder<I>;
  /** The length of the bars that decisions are taken on. */
  primaryTimeframe(timeframe: Timeframe): StrategyBuilder<I>;
  addTimeframe(timeframe: Timeframe): StrategyBuilder<I>;
  addIndicator<const N extends string, S extends IndicatorSpec>(
    name: N,
    spec: S,
  ): StrategyBuilder<I & Readonly<Record<N, S>>>;
  /** `weight` is the condition's share in weighted logic, 1 by default. */
  entryCondition(name: string, when: BuilderCondition<I>, weight?: number): StrategyBuilder<I>;
  exitCondition(name: string, when: BuilderCondition<I>, weight?: number): StrategyBuilder<I>;
  shortEntryCondition(name: string, when: BuilderCondition<I>, weight?: number): StrategyBuilder<I>;
  shortExitCondition(name: string, when: BuilderCondition<I>, weight?: number): StrategyBuilder<I>;
  /** How entry conditions are put together, `all` by default; `threshold` is the share that weighted logic needs. Short entries too. */
  entryLogic(logic: Logic, threshold?: number): StrategyBuilder<I>;
  /** How exit conditions are put together, `any` by default. */
  exitLogic(logic: Logic, threshold?: number): StrategyBuilder<I>;
  positionSizer(sizer: Sizer): StrategyBuilder<I>;
  /** Adds rules behind those there are. */
  riskRules(...rules: readonly RiskRule[]): StrategyBuilder<I>;
  /** Adds a rule that lets entries pass in some regimes of the market only. */
  regimeFilter(params: Readonly<Record<string, unknown>>): StrategyBuilder<I>;
  execution(settings: ExecutionInput): StrategyBuilder<I>;
  warmupBars(bars: number): StrategyBuilder<I>;
  /** What its data must be, looked at before a run begins. */
  dataNeeds(needs: DataNeeds): StrategyBuilder<I>;
  /** Throws EngineError "bad-spec" without an entry condition, "bad-param" on a bad name or version. */
  build(): AssembledStrategy;
}

interface Draft {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly timeframes: readonly Timeframe[];
  readonly indicators: IndicatorMap;
  readonly conditions: Readonly<Record<Side, readonly GroupMember[]>>;
  readonly entry: { readonly logic: Logic; readonly threshold?: number };
  readonly exit: { readonly logic: Logic; readonly threshold?: number };
  readonly sizing?: Sizer;
  readonly risk: readonly RiskRule[];
  readonly execution?: ExecutionInput;
  readonly warmupBars?: number;
  readonly needs?: DataNeeds;
}

/**
 * Starts a strategy that a program puts together step by step: `strategyBuilder("momentum").addIndicator(...)...build()`.
 *
 * @example backtest(strategyBuilder("pullback").addIndicator("mean", sma({ lengthBars: 100 })).addIndicator("strength", rsi({ lengthBars: 5
 *   })).entryCondition("uptrend", ({ close, mean }) => close.now > mean.now).entryCondition("weak", ({ strength }) => strength.now <
 *   40).exitCondition("strong", ({ strength }) => strength.now > 65).build(), { bars: prices })
 */
export function strategyBuilder(name: string): StrategyBuilder {
  return builderOf({
    ...{ name, version: "1.0.0", description: "", timeframes: [], indicators: {}, risk: [] },
    conditions: { entryLong: [], exitLong: [], entryShort: [], exitShort: [] },
    entry: { logic: "all" },
    exit: { logic: "any" },
  });
}

function builderOf<I extends IndicatorMap>(draft: Draft): StrategyBuilder<I> {
  const next = (change: Partial<Draft>): StrategyBuilder<I> => builderOf<I>({ ...draft, ...change });
  const condition =
    (side: Side) =>
    (name: string, when: BuilderCondition<I>, weight = 1): StrategyBuilder<I> =>
      next({
        conditions: addCondition(draft.conditions, side, { name, when: when as GroupMember["when"], weight }),
      });
  return {
    version: (version) => next({ version }),
    description: (description) => next({ description }),
    primaryTimeframe: (timeframe) =>
      next({ timeframes: [timeframe, ...without(draft.timeframes, timeframe)] }),
    addTimeframe: (timeframe) => next({ timeframes: [...without(draft.timeframes, timeframe), timeframe] }),
    addIndicator: (name, spec) =>
      builderOf({ ...draft, indicators: addIndicator(draft.indicators, name, spec) }),
    ...{ entryCondition: condition("entryLong"), exitCondition: condition("exitLong") },
    ...{ shortEntryCondition: condition("entryShort"), shortExitCondition: condition("exitShort") },
    entryLogic: (logic, threshold) =>
      next({ entry: { logic, ...(threshold === undefined ? {} : { threshold }) } }),
    exitLogic: (logic, threshold) =>
      next({ exit: { logic, ...(threshold === undefined ? {} : { threshold }) } }),
    positionSizer: (sizing) => next({ sizing }),
    riskRules: (...more) => next({ risk: [...draft.risk, ...more] }),
    regimeFilter: (params) => next({ risk: [...draft.risk, rules.find("regime-filter").of(params)] }),
    execution: (execution) => next({ execution }),
    warmupBars: (warmupBars) => next({ warmupBars }),
    dataNeeds: (needs) => next({ needs }),
    build: () => build(draft),
  };
}

function without(timeframes: readonly Timeframe[], timeframe: Timeframe): Timeframe[] {
  return timeframes.filter((each) => each !== timeframe);
}

function addIndicator(map: IndicatorMap, name: string, spec: IndicatorSpec): IndicatorMap {
  if (!Object.hasOwn(map, name)) return { ...map, [name]: spec };
  const message = `indicator given twice: ${name}; give each its own name`;
  throw new EngineError("bad-spec", message, { stage: "strategy", field: name });
}

function addCondition(all: Draft["conditions"], side: Side, member: GroupMember): Draft["conditions"] {
  if (all[side].every(({ name }) => name !== member.name)) return { ...all, [side]: [...all[side], member] };
  const message = `condition given twice: ${member.name}; give each its own name`;
  throw new EngineError("bad-spec", message, { stage: "strategy", field: member.name });
}

function build(draft: Draft): AssembledStrategy {
  const { conditions, entry, exit, ...parts } = draft;
  if (conditions.entryLong.length + conditions.entryShort.length === 0) {
    throw new EngineError("bad-spec", "no entry; add an entryCondition", {
      stage: "strategy",
      kind: draft.name,
    });
  }
  const groups: RuleGroups = Object.fromEntries(
    Object.entries(conditions)
      .filter(([, members]) => members.length > 0)
      .map(([side, members]) => [side, { ...(side.startsWith("entry") ? entry : exit), members }]),
  );
  const shorts = conditions.entryShort.length > 0 ? { execution: { shorts: true, ...parts.execution } } : {};
  return assemble({ ...parts, ...shorts, signal: ruleSignal(groups) });
}
