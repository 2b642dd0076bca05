import type { Halt } from "../market/halt.ts";
import type { HaltRule, RiskRule } from "../risk/rule.ts";

/** How an account stands with each of its halting rules, in the order of the rules. */
export type Halts = Map<HaltRule, WritableHalt>;

/** A halt as execution writes it. */
export type WritableHalt = { -readonly [name in keyof Halt]: Halt[name] };

/** Picks the rules that can halt an account, none of them in breach. @param capital Equity at the start. */
export function openHalts(risk: readonly RiskRule[], capital: number): Halts {
  return new Map(
    risk.filter(isHaltRule).map((rule) => [rule, { peak: capital, since: NaN, reason: "" }] as const),
  );
}

function isHaltRule(rule: RiskRule): rule is HaltRule {
  return "breach" in rule && "expires" in rule;
}
