import { EngineError } from "../errors.ts";
import { basisAt } from "../data/share-basis.ts";
import type { Bars } from "../market/bars.ts";
import type { Position } from "../market/portfolio.ts";
import { bindView, located, type BoundView, type Decide } from "./decide.ts";
import { isNewPeriod, type IsNew } from "./new-period.ts";
import type { SymbolPast } from "./past.ts";
import { checkSignal, hold, type Signal } from "./signal.ts";
import type { BarView } from "./view.ts";

/** One moment of a universe: every symbol whose bar closes now and that is past its warm-up, in order of symbols. */
export interface UniverseMoment {
  /** UTC ms of the close. */
  readonly time: number;
  /** Whether none of the members has closed in this day, week, month, quarter or year before. */
  readonly isNew: IsNew;
  readonly members: readonly BarView[];
}

/** Decides for all symbols together: a signal by symbol, hold for those that are not named. */
export type DecideUniverse = (moment: UniverseMoment) => Readonly<Record<string, Signal | undefined>>;

/** A symbol's place in the run: what the loop's books are to a look at the universe. */
export interface UniverseMember extends Position {
  readonly index: number;
  /** The bar that has just closed. */
  readonly bar: number;
}

/** Looks at the symbols that close at a moment, before any of them is asked. */
export type LookAtUniverse = (group: readonly UniverseMember[], time: number) => void;

/** A decider for each symbol, and what must be called before them. */
export interface UniverseDeciders {
  readonly deciders: readonly Decide[];
  readonly look: LookAtUniverse | undefined;
}

/**
 * Ties a universe's decision to its symbols: moves all that close together to their bar, asks once, and lets each answer from that. No symbol sees
 * another's later bar. O(symbols) per moment besides the decision itself.
 *
 * @throws EngineError "bad-signal" where a signal is named for a symbol that does not close now; a user's exception passes through.
 */
export function universeDeciders(
  all: readonly Bars[],
  pasts: readonly SymbolPast[],
  decide: DecideUniverse,
  warmupBars: number,
): UniverseDeciders {
  const bound = pasts.map(({ parts }) =>
    parts.map(({ from, bars, columns }) => ({ from, view: bindView(bars, columns) })),
  );
  const said: Signal[] = all.map(hold);
  const places = new Map(all.map(({ symbol }, index) => [symbol, index]));
  const look: LookAtUniverse = (group, time) => {
    const present = group.filter(({ bar }) => bar >= warmupBars);
    for (const { index } of group) said[index] = hold();
    if (present.length === 0) return;
    const members = present.map((member) => moved(bound[member.index], member));
    const isNew: IsNew = (period) => isNewPeriod(period, time, lastClose(all, present));
    const answer = askUniverse(decide, { time, isNew, members }, present[0]);
    for (const [symbol, signal] of Object.entries(answer)) {
      if (signal === undefined) continue;
      const index = places.get(symbol) ?? -1;
      if (!present.some((member) => member.index === index)) throw absent(symbol);
      said[index] = checkSignal(signal);
    }
  };
  return { look, deciders: all.map((_, index) => () => said[index] ?? hold()) };
}

/** UTC ms of the last close of any member before this moment; -Infinity before the first. */
function lastClose(all: readonly Bars[], present: readonly UniverseMember[]): number {
  return Math.max(...present.map(({ index, bar }) => all[index]?.closeTime[bar - 1] ?? -Infinity));
}

/** A symbol's views, one for each stretch between its splits. */
type BoundParts = readonly { readonly from: number; readonly view: BoundView }[];

function moved(bound: BoundParts | undefined, member: UniverseMember): BarView {
  if (!bound) throw new Error("a member without a view");
  const { view, moveTo } = basisAt(bound, member.bar).view;
  moveTo(member.bar, member);
  return view;
}

function askUniverse(
  decide: DecideUniverse,
  moment: UniverseMoment,
  first: UniverseMember | undefined,
): Readonly<Record<string, Signal | undefined>> {
  let answer: unknown;
  try {
    answer = decide(moment);
  } catch (error) {
    throw located(error, { symbol: first?.symbol ?? "", bar: first?.bar ?? 0, time: moment.time });
  }
  if (typeof answer === "object" && answer !== null)
    return answer as Readonly<Record<string, Signal | undefined>>;
  const message = `invalid signals of a universe: ${String(answer)}; return an object of signals by symbol`;
  throw new EngineError("bad-signal", message, { stage: "signals" });
}

function absent(symbol: string): EngineError {
  const message = `signal for a symbol that does not close now: ${symbol}; use the symbols of members`;
  return new EngineError("bad-signal", message, { stage: "signals", symbol });
}
