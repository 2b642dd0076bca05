import { EngineError } from "../errors.ts";
import type { Condition } from "./condition.ts";
import type { SeriesLookup, SignalContext } from "./generator.ts";

/** How the conditions of a group are put together. */
export const LOGICS = ["all", "any", "weighted"] as const;
export type Logic = (typeof LOGICS)[number];

/** One condition of a group: from the catalogue, or a function of what a signal function sees. */
export interface GroupMember {
  readonly name: string;
  /** Share in a weighted score, above 0; 1 by default. */
  readonly weight?: number;
  readonly when: Condition | ((view: SignalContext) => boolean);
}

/** Conditions that decide together. Weighted: the weights of those that hold, over all weights, reach `threshold`. */
export interface ConditionGroup {
  readonly logic: Logic;
  readonly threshold?: number;
  readonly members: readonly GroupMember[];
}

/** What a group says at a bar: how much of it holds, 0 to 1, and which; 0 where it does not hold as its logic asks. */
export interface Verdict {
  readonly score: number;
  readonly reason: string;
}

const NO: Verdict = { score: 0, reason: "" };

/** Asks a group's conditions in their order; `all` stops at the first that fails, `any` at the first that holds. */
export function askGroup(group: ConditionGroup, series: SeriesLookup, view: SignalContext): Verdict {
  const { logic, members } = group;
  if (logic === "weighted") return askWeighted(group, series, view);
  if (logic === "any") {
    const first = members.find((member) => holds(member, series, view));
    return first ? { score: 1, reason: first.name } : NO;
  }
  if (members.length === 0 || !members.every((member) => holds(member, series, view))) return NO;
  return { score: 1, reason: members.map(({ name }) => name).join(", ") };
}

function askWeighted(group: ConditionGroup, series: SeriesLookup, view: SignalContext): Verdict {
  let total = 0;
  let reached = 0;
  const names: string[] = [];
  for (const member of group.members) {
    const { weight = 1, name } = member;
    total += weight;
    if (!holds(member, series, view)) continue;
    reached += weight;
    names.push(name);
  }
  const score = total > 0 ? reached / total : 0;
  return score > 0 && score >= (group.threshold ?? 0.5) ? { score, reason: names.join(", ") } : NO;
}

function holds({ name, when }: GroupMember, series: SeriesLookup, view: SignalContext): boolean {
  const answer: unknown = typeof when === "function" ? when(view) : when.test(series);
  if (typeof answer === "boolean") return answer;
  const message = `invalid answer of condition ${name}: ${String(answer)}; return true or false`;
  throw new EngineError("bad-signal", message, { stage: "signals", kind: name });
}
