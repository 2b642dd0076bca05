import { assemble, type AssembledStrategy } from "../assemble.ts";
import type { BacktestOptions } from "../backtest.ts";
import { EngineError } from "../errors.ts";
import type { ExecutionInput } from "../execution/settings.ts";
import { fees } from "../execution/fees/catalogue.ts";
import { slippage } from "../execution/slippage/catalogue.ts";
import type { Membership } from "../data/universe.ts";
import type { IndicatorSpec } from "../indicators/indicator.ts";
import { TIMEFRAMES, type Timeframe } from "../market/bars.ts";
import { barsPerYear, usEquity } from "../market/calendar.ts";
import type { RiskRule } from "../risk/rule.ts";
import { rules } from "../risk/catalogue.ts";
import { universeMembers } from "../risk/universe-members.ts";
import { sizers } from "../sizing/catalogue.ts";
import type { Sizer } from "../sizing/sizer.ts";
import {
  FEE_ALIASES,
  FILL_MODELS,
  readAlias,
  RULE_ALIASES,
  SIZER_ALIASES,
  SLIPPAGE_ALIASES,
} from "./aliases.ts";
import { bindIndicators } from "./bind-indicators.ts";
import { bindSignals } from "./bind-signals.ts";
import { placed } from "./placed.ts";
import type { SpecBlock, StrategySpec } from "./strategy-spec.ts";

/** What a spec says of its runs besides the strategy itself. */
export type SpecRunOptions = Pick<BacktestOptions, "capital" | "fees" | "slippage" | "from" | "to" | "mode">;

const DAY_MS = 86_400_000;

/** What a spec names and does not hold. */
export interface SpecWorld {
  /** The members of the universe that `data.universe` names: entries are for those of that day. */
  readonly members?: readonly Membership[];
}

/**
 * Makes the strategy of a parsed spec: the same object that `defineStrategy` and the builder make.
 *
 * @param world Without its members a named universe has no effect.
 * @throws EngineError "unknown-block" with a suggestion, "bad-param" on a block's parameters, "bad-spec" where names do not meet.
 * @example const spec = parseStrategySpec({ meta: { strategy: "channel", version: "1.0.0" }, components: { signals: { generator: { type: "breakout" } }
 *   } }); backtest(strategyFromSpec(spec), { bars: prices })
 */
export function strategyFromSpec(spec: StrategySpec, world: SpecWorld = {}): AssembledStrategy {
  const { meta, runtime, data, components, execution } = spec;
  const indicators = bindIndicators(components.indicators);
  const perDay = barsPerDay(runtime?.primary_timeframe);
  const named = (components.risk?.rules ?? []).map((rule, index) =>
    placed(`components.risk.rules.${index} (${rule.type})`, () =>
      bindBlock(RULE_ALIASES, rules, rule, perDay),
    ),
  );
  const risk = [...bindUniverse(spec, world), ...named, ...bindRegime(components.regime)];
  const sizing = bindSizing(components.sizing, perDay);
  const settings = bindExecution(execution, components.signals.entry_short !== undefined);
  return assemble({
    ...{ name: meta.strategy, version: meta.version, description: meta.description },
    ...{ timeframes: timeframesOf(spec, indicators), indicators, risk },
    signal: bindSignals(components.signals, indicators),
    ...(sizing === undefined ? {} : { sizing }),
    ...(settings === undefined ? {} : { execution: settings }),
    ...(runtime?.warmup_periods === undefined ? {} : { warmupBars: runtime.warmup_periods }),
    ...(data?.needs === undefined ? {} : { needs: data.needs }),
  });
}

/**
 * The settings of a spec's runs: capital, costs, mode and dates (UTC ms, `to` exclusive). Throws as {@link strategyFromSpec} does.
 *
 * @example runOptionsOf(parseStrategySpec({ meta: { strategy: "channel", version: "1.0.0" }, components: { signals: { generator: { type: "breakout" } }
 *   }, execution: { initial_capital: 50_000 } }))
 */
export function runOptionsOf({ data, execution, runtime }: StrategySpec): SpecRunOptions {
  const { initial_capital: capital, commission_model: commission, slippage_model: slip } = execution ?? {};
  const { start, end } = data?.date_range ?? {};
  const mode = runtime?.execution_mode ?? "auto";
  return {
    mode: mode === "event_driven" ? "event-driven" : mode,
    ...(capital === undefined ? {} : { capital }),
    ...(commission === undefined
      ? {}
      : { fees: bindCosts(FEE_ALIASES, fees, commission, "execution.commission_model") }),
    ...(slip === undefined
      ? {}
      : { slippage: bindCosts(SLIPPAGE_ALIASES, slippage, slip, "execution.slippage_model") }),
    ...(start === undefined ? {} : { from: moment(start, "data.date_range.start") }),
    ...(end === undefined
      ? {}
      : { to: moment(end, "data.date_range.end") + (end.includes("T") ? 1 : DAY_MS) }),
  };
}

/** UTC ms of a spec's date. @throws EngineError "bad-spec" on a day that does not exist. */
export function moment(text: string, field: string): number {
  const time = Date.parse(text.includes("T") && !text.endsWith("Z") ? `${text}Z` : text);
  if (Number.isFinite(time)) return time;
  throw new EngineError("bad-spec", `invalid ${field}: ${text}; use a date like 2020-01-31`, {
    stage: "spec",
    field,
  });
}

interface Findable<T> {
  find(kind: string): { of(params: unknown): T };
}

function bindBlock<T>(
  aliases: Parameters<typeof readAlias>[0],
  catalogue: Findable<T>,
  block: SpecBlock,
  perDay = 1,
): T {
  const { kind, params } = readAlias(aliases, block.type, block.params, perDay);
  return catalogue.find(kind).of(params);
}

function bindSizing(given: SpecBlock | undefined, perDay: number): Sizer | undefined {
  if (!given) return undefined;
  return placed(`components.sizing (${given.type})`, () => bindBlock(SIZER_ALIASES, sizers, given, perDay));
}

/** Bars of a session of US equities, at least 1. */
function barsPerDay(primary: Timeframe = "1d"): number {
  return Math.max(1, barsPerYear(usEquity, primary) / usEquity.periodsPerYear);
}

function bindCosts<T>(
  aliases: Parameters<typeof readAlias>[0],
  catalogue: Findable<T>,
  type: string,
  place: string,
): T {
  return placed(place, () => bindBlock(aliases, catalogue, { type, params: {} }));
}

function bindUniverse({ data }: StrategySpec, { members }: SpecWorld): RiskRule[] {
  if (data?.universe === undefined || members === undefined) return [];
  return [universeMembers({ name: data.universe, members: [...members] })];
}

/** The symbols that a spec's run is for: those it lists, else all that ever belonged to its universe; none for every symbol there is. */
export function symbolsOf({ data }: StrategySpec, { members = [] }: SpecWorld = {}): readonly string[] {
  const listed = data?.symbols ?? [];
  return listed.length > 0 ? listed : [...new Set(members.map(({ symbol }) => symbol))].sort();
}

function bindRegime(regime: StrategySpec["components"]["regime"]): RiskRule[] {
  if (!regime?.enabled) return [];
  const { allowed_regimes: allowed, block_regimes: blocked, confidence_threshold: confidence } = regime;
  const { max_volatility_rank: rank } = regime;
  return [
    rules.find("regime-filter").of({
      ...(allowed === undefined ? {} : { allowed }),
      ...(blocked === undefined ? {} : { blocked }),
      ...(confidence === undefined ? {} : { minConfidence: confidence }),
      ...(rank === undefined ? {} : { maxVolatilityRank: rank }),
    }),
  ];
}

function bindExecution(given: StrategySpec["execution"], shorts: boolean): ExecutionInput | undefined {
  const { fill_model: model, allow_shorts: allowed = shorts } = given ?? {};
  if (model === undefined && !allowed) return undefined;
  const known = model === undefined || Object.hasOwn(FILL_MODELS, model);
  if (known)
    return { ...(model === undefined ? {} : FILL_MODELS[model]), ...(allowed ? { shorts: true } : {}) };
  const message = `unknown fill_model: ${model}; use one of ${Object.keys(FILL_MODELS).join(", ")}`;
  throw new EngineError("unknown-block", message, { stage: "spec", field: "execution.fill_model" });
}

/** The primary timeframe first, then every other that is asked for; none may be shorter than the primary. */
function timeframesOf(
  { runtime }: StrategySpec,
  indicators: Readonly<Record<string, IndicatorSpec>>,
): AssembledStrategy["timeframes"] {
  const { primary_timeframe: primary, required_timeframes: required = [] } = runtime ?? {};
  const used = Object.values(indicators).flatMap(({ timeframe }) =>
    timeframe === undefined ? [] : [timeframe],
  );
  const all = TIMEFRAMES.filter((each) => each === primary || required.includes(each) || used.includes(each));
  if (primary === undefined) return [];
  const [shortest] = all;
  if (shortest === primary) return all;
  const message = `timeframe ${shortest} is shorter than the primary ${primary}; decide on the shortest`;
  throw new EngineError("bad-spec", message, { stage: "spec", field: "runtime.primary_timeframe" });
}
