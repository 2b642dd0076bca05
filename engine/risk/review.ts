import type { Bracket, Decision } from "../market/order.ts";
import { wholeLots } from "../sizing/sizer.ts";
import type { RiskRequest, RiskRule } from "./rule.ts";

/** An entry after every rule has spoken; `quantity` is in whole lots, unsigned, 0 where it was blocked. */
export interface Reviewed {
  readonly quantity: number;
  readonly bracket: Bracket | undefined;
  readonly decisions: readonly Decision[];
}

/**
 * Puts an entry before the rules in their order; each sees what the one before left. Of several stops (or targets) the nearest counts.
 *
 * A rule can only make an entry smaller: an answer above what was asked is cut back to it.
 */
export function reviewEntry(
  request: RiskRequest & { quantity: number },
  rules: readonly RiskRule[],
): Reviewed {
  const decisions: Decision[] = [];
  let bracket: Bracket | undefined;
  for (const rule of rules) {
    const before = request.quantity;
    const answer = rule.review(request);
    const after =
      answer.action === "block" ? 0 : wholeLots(Math.min(answer.quantity, before), request.instrument.lot);
    decisions.push({ rule: rule.kind, action: answer.action, before, after, reason: answer.reason });
    if (answer.bracket) bracket = nearer(bracket, answer.bracket);
    request.quantity = after;
    if (after === 0) break;
  }
  return { quantity: request.quantity, bracket, decisions };
}

function nearer(a: Bracket | undefined, b: Partial<Bracket>): Bracket {
  return { stopPct: smaller(a?.stopPct, b.stopPct), targetPct: smaller(a?.targetPct, b.targetPct) };
}

function smaller(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Math.min(a, b);
}
