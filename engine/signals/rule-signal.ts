import { askGroup, type ConditionGroup, type GroupMember } from "./condition-group.ts";
import type { SeriesLookup, SignalContext, SignalGenerator } from "./generator.ts";
import { buy, exit, hold, sell, type Signal } from "./signal.ts";

/** Conditions for each of the four things a strategy may do; what is absent never happens. */
export interface RuleGroups {
  readonly entryLong?: ConditionGroup;
  readonly exitLong?: ConditionGroup;
  readonly entryShort?: ConditionGroup;
  readonly exitShort?: ConditionGroup;
}

/**
 * A signal generator of entry and exit conditions. Exits are asked first, and an entry whose exit holds too is not taken. The strength of
 * an entry is its group's score: 1, or the share of weights that hold.
 *
 * Groups of conditions from the catalogue are plain data in a manifest; functions enter it by their text.
 * @example backtest(defineStrategy({ name: "rules", version: "1.0.0", indicators: () => ({ mean: sma({ lengthBars: 50 }) }), signal: ruleSignal({
 *   entryLong: { logic: "all", members: [{ name: "above", when: above({ series: "close", than: "mean" }) }] }, exitLong: { logic: "any",
 *   members: [{ name: "below", when: below({ series: "close", than: "mean" }) }] } }) }), { bars: prices })
 */
export function ruleSignal(groups: RuleGroups): SignalGenerator {
  const functions = Object.values(groups).flatMap(({ members }: ConditionGroup) =>
    members.flatMap(({ when }) => (typeof when === "function" ? [String(when)] : [])),
  );
  const shorts = groups.entryShort !== undefined || groups.exitShort !== undefined;
  return {
    kind: "rules",
    params: plainGroups(groups),
    ...(functions.length > 0 ? { code: functions.join("\n") } : {}),
    decide: shorts
      ? (series, view) => decideBothSides(groups, series, view)
      : (series, view) => decideLong(groups, series, view),
  };
}

function decideLong({ entryLong, exitLong }: RuleGroups, series: SeriesLookup, view: SignalContext): Signal {
  const leave = ask(exitLong, series, view);
  if (leave) return exit({ reason: leave.reason });
  const enter = ask(entryLong, series, view);
  return enter ? buy({ reason: enter.reason, strength: enter.score }) : hold();
}

function decideBothSides(groups: RuleGroups, series: SeriesLookup, view: SignalContext): Signal {
  const { side } = view.position;
  const leaveLong = ask(groups.exitLong, series, view);
  const leaveShort = ask(groups.exitShort, series, view);
  const enterLong = side === "long" || leaveLong ? undefined : ask(groups.entryLong, series, view);
  if (enterLong) return buy({ reason: enterLong.reason, strength: enterLong.score });
  const enterShort = side === "short" || leaveShort ? undefined : ask(groups.entryShort, series, view);
  if (enterShort) return sell({ reason: enterShort.reason, strength: enterShort.score });
  const leave = side === "long" ? leaveLong : side === "short" ? leaveShort : undefined;
  return leave ? exit({ reason: leave.reason }) : hold();
}

function ask(
  group: ConditionGroup | undefined,
  series: SeriesLookup,
  view: SignalContext,
): { readonly score: number; readonly reason: string } | undefined {
  if (!group) return undefined;
  const verdict = askGroup(group, series, view);
  return verdict.score > 0 ? verdict : undefined;
}

function plainGroups(groups: RuleGroups): Record<string, unknown> {
  const plain = ({ logic, threshold, members }: ConditionGroup) => ({
    logic,
    ...(threshold === undefined ? {} : { threshold }),
    conditions: members.map(plainMember),
  });
  return Object.fromEntries(
    Object.entries(groups).map(([name, group]) => [name, plain(group as ConditionGroup)]),
  );
}

function plainMember({ name, weight = 1, when }: GroupMember): Record<string, unknown> {
  return typeof when === "function"
    ? { name, weight }
    : { name, weight, kind: when.kind, params: when.params };
}
