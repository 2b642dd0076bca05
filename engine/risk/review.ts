import type { Bracket, Decision, Side } from "../market/order.ts";
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
 *
 * @param own The signal's own bracket, which those of the rules join.
 */
export function reviewEntry(
  request: RiskRequest & { quantity: number },
  rules: readonly RiskRule[],
  own?: Bracket,
): Reviewed {
  let decisions: Decision[] = [];
  let bracket = own;
  for (const rule of rules) {
    const before = request.quantity;
    const answer = rule.review(request);
    const after =
      answer.action === "block" ? 0 : wholeLots(Math.min(answer.quantity, before), request.instrument.lot);
    const said: Decision = { rule: rule.kind, action: answer.action, before, after, reason: answer.reason };
    // Room for one: a list that grows makes room for 17.
    if (decisions.length === 0) decisions = [said];
    else decisions.push(said);
    if (answer.bracket) bracket = bracket ? nearer(bracket, answer.bracket, request.side) : answer.bracket;
    request.quantity = after;
    if (after === 0) break;
  }
  return { quantity: request.quantity, bracket, decisions };
}

/** Two brackets as one: of each distance the smaller, of prices the one nearer to the entry. */
function nearer(a: Bracket, b: Bracket, side: Side): Bracket {
  const merged: { -readonly [name in keyof Bracket]: Bracket[name] } = { ...a };
  for (const name of Object.keys(b) as (keyof Bracket)[]) {
    const [one, other] = [a[name], b[name]];
    if (one === undefined || other === undefined) merged[name] = one ?? other;
    else {
      const larger = (name === "stopPrice" && side === 1) || (name === "targetPrice" && side === -1);
      merged[name] = larger ? Math.max(one, other) : Math.min(one, other);
    }
  }
  return merged;
}
