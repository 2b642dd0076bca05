import type { Universe } from "./data/universe.ts";
import type { IsNew } from "./signals/new-period.ts";
import type { Signal } from "./signals/signal.ts";
import { hold } from "./signals/signal.ts";
import type { UniverseMoment } from "./signals/universe.ts";
import {
  defineStrategy,
  type IndicatorMap,
  type ParamValues,
  type SignalView,
  type Strategy,
  type StrategyDefinition,
  type StrategyParams,
} from "./strategy.ts";

/** What a strategy over a universe sees at a moment: every member as a signal function would see it. */
export interface UniverseView<P extends StrategyParams, I extends IndicatorMap> {
  /** UTC ms of the close. */
  readonly time: number;
  /** Whether this is the first close of a day, week, month, quarter or year: `isNew("month")` for a monthly rotation. */
  readonly isNew: IsNew;
  /** The symbols whose bar has just closed, past their warm-up, in order of their names. */
  readonly members: readonly SignalView<P, I>[];
  /** What is held and no longer belongs, to be left or kept; empty where the strategy names no universe. */
  readonly departed: readonly SignalView<P, I>[];
  readonly params: ParamValues<P>;
}

/** Signals by symbol; undefined is as good as not named. */
export type SignalsBySymbol = Readonly<Record<string, Signal | undefined>>;

/** A strategy that decides for all its symbols together: `decide` names signals by symbol, the others hold. */
export interface UniverseDefinition<P extends StrategyParams, I extends IndicatorMap> extends Omit<
  StrategyDefinition<P, I>,
  "signal"
> {
  readonly decide: (view: UniverseView<P, I>) => SignalsBySymbol;
  /** Whoever belongs at the close is a member, as of that day; every symbol of the run where absent. */
  readonly universe?: Pick<Universe, "name" | "isMember">;
}

/**
 * Makes a strategy that sees its whole universe at every close: for ranks, pairs and rotation. Everything else is as in `defineStrategy`.
 *
 * @throws EngineError "bad-param" on a name, version or warm-up that is not one.
 * @example const leader = defineUniverseStrategy({ name: "leader", version: "1.0.0", indicators: () => ({ strength: roc({ lengthBars: 60 }) }), decide:
 *   ({ members }) => { const [best] = rankBy(members, ({ strength }) => strength.now); return Object.fromEntries(members.map((member) =>
 *   [member.symbol, member === best ? buy() : exit()])); } }); backtest(leader, { bars: syntheticUniverse({ symbols: 4 }).map(({ bars }) =>
 *   bars) })
 */
export function defineUniverseStrategy<
  P extends StrategyParams = Record<never, never>,
  I extends IndicatorMap = Record<never, never>,
>(definition: UniverseDefinition<P, I>): Strategy<P> {
  const { decide, universe: belonging, ...rest } = definition;
  const strategy = defineStrategy<P, I>({ ...rest, signal: () => hold() });
  return {
    ...strategy,
    code: () => `${strategy.code()}\n${String(decide)}`,
    prepare: (given) => {
      const prepared = strategy.prepare(given);
      const params = prepared.params as ParamValues<P>;
      const universe = ({ time, isNew, members: all }: UniverseMoment): SignalsBySymbol => {
        for (const member of all) Object.assign(member, { params });
        const views = all as readonly SignalView<P, I>[];
        if (!belonging) return decide({ time, isNew, params, members: views, departed: [] });
        const belongs = ({ symbol }: SignalView<P, I>): boolean => belonging.isMember(symbol, time);
        const departed = views.filter((view) => view.position.quantity !== 0 && !belongs(view));
        return decide({ time, isNew, params, members: views.filter(belongs), departed });
      };
      return { ...prepared, universe };
    },
  };
}

/**
 * The members of a universe from the highest score to the lowest; those without a score (NaN) are left out, equal scores stand in order of
 * symbols. O(members log members).
 * @example rankBy([{ symbol: "A", score: 1 }, { symbol: "B", score: 3 }], ({ score }) => score).map(({ symbol }) => symbol)
 */
export function rankBy<M extends { readonly symbol: string }>(
  members: readonly M[],
  score: (member: M) => number,
): M[] {
  const scored = members.map((member) => ({ member, score: score(member) }));
  const known = scored.filter((each) => !Number.isNaN(each.score));
  known.sort((a, b) => b.score - a.score || (a.member.symbol < b.member.symbol ? -1 : 1));
  return known.map(({ member }) => member);
}
